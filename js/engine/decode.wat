;; The loop of decode.ts, in WebAssembly: a visitor's engine runs it at full speed from its first step on, where the same
;; loop in JavaScript is interpreted for most of its length. The memory begins with a table, 384 bytes, and the text.
(module
  (memory (export "m") 1)
  ;; Characters from `at` to `end` become bytes in the same place: a byte takes one character or two, so writing never
  ;; overtakes reading. The answer is where they end.
  (func (export "d") (param $at i32) (param $end i32) (result i32)
    (local $out i32)
    (local $code i32)
    (local.set $out (local.get $at))
    (loop $more
      (if (i32.lt_u (local.get $at) (local.get $end))
        (then
          (local.set $code (i32.load8_u (local.get $at)))
          (local.set $at (i32.add (local.get $at) (i32.const 1)))
          ;; `}` and `~` say on which page of the table the next one is.
          (if (i32.gt_u (local.get $code) (i32.const 124))
            (then
              (local.set $code
                (i32.add
                  (i32.shl (i32.sub (local.get $code) (i32.const 124)) (i32.const 7))
                  (i32.load8_u (local.get $at))))
              (local.set $at (i32.add (local.get $at) (i32.const 1)))))
          (i32.store8 (local.get $out) (i32.load8_u (local.get $code)))
          (local.set $out (i32.add (local.get $out) (i32.const 1)))
          (br $more))))
    (local.get $out)))
