;; The loops of decode.ts, in WebAssembly: a visitor's engine runs them at full speed from their first step on, where the same
;; loops in JavaScript are interpreted for most of their length. The memory begins with a table of three pages, 384 bytes, which says what
;; byte a character stands for; the places of the streams, 64 bytes; and the text.
(module
  (memory (export "m") 1)
  ;; Where the next byte of a module goes.
  (global $out (mut i32) (i32.const 0))
  ;; Where the place of the next stream goes.
  (global $slot (mut i32) (i32.const 4))

  ;; The last character that stands for a byte.
  (global $last (mut i32) (i32.const 0))

  ;; Does a byte stand for itself? In the first part of a text letters, spaces and full stops do.
  (func $plain (param $byte i32) (param $at i32) (result i32)
    (i32.and
      (i32.eq (local.get $at) (i32.const 448))
      (i32.or
        (i32.or (i32.eq (local.get $byte) (i32.const 32)) (i32.eq (local.get $byte) (i32.const 46)))
        (i32.lt_u (i32.sub (local.get $byte) (i32.const 97)) (i32.const 26)))))

  ;; Those on a page that carry something are printable and not `"`, `$`, `'`, `<`, `\`, a backtick, or behind `{`; a blank is on
  ;; the first page only.
  (func $assign (param $byte i32) (param $at i32)
    (local $code i32)
    (loop $more
      (global.set $last (i32.add (global.get $last) (i32.const 1)))
      (local.set $code (i32.sub (i32.and (global.get $last) (i32.const 127)) (i32.const 33)))
      (br_if $more
        (i32.or
          (call $plain (global.get $last) (local.get $at))
          (i32.eqz
            (i32.or
              (i32.eq (global.get $last) (i32.const 32))
              (i32.and
                (i32.lt_u (local.get $code) (i32.const 91))
                (i32.or
                  (i32.gt_u (local.get $code) (i32.const 63))
                  (i32.wrap_i64
                    (i64.shr_u (i64.const 0x77fffffff7ffffb5) (i64.extend_i32_u (local.get $code)))))))))))
    (i32.store8 (global.get $last) (local.get $byte)))

  ;; Assigns all bytes whose bit in the head of a part is this one, and sees to those that stand for themselves.
  (func $those (param $at i32) (param $bit i32)
    (local $byte i32)
    (loop $more
      (if (call $plain (local.get $byte) (local.get $at))
        (then (i32.store8 (local.get $byte) (local.get $byte)))
        (else
          (if
            (i32.eq
              (local.get $bit)
              (i32.and
                (i32.shr_u
                  (i32.load8_u (i32.add (local.get $at) (i32.shr_u (local.get $byte) (i32.const 2))))
                  (i32.and (local.get $byte) (i32.const 3)))
                (i32.const 1)))
            (then (call $assign (local.get $byte) (local.get $at))))))
      (br_if $more
        (i32.lt_u (local.tee $byte (i32.add (local.get $byte) (i32.const 1))) (i32.const 256)))))

  ;; A part of a text becomes its bytes in the same place, from `at` to `end`: a byte takes one character or two, so writing never
  ;; overtakes reading. The answer is where they end. The part begins with 256 bits, four to a character: which bytes take one
  ;; character without standing for themselves. Where none does, the first stream says which do.
  (func (export "d") (param $at i32) (param $end i32) (result i32)
    (local $out i32)
    (local $code i32)
    (local $place i32)
    (local.set $out (local.get $at))
    (if (i32.eq (local.get $at) (i32.const 448)) (then (global.set $slot (i32.const 4))))
    (global.set $last (i32.const 31))
    (call $those (local.get $at) (i32.const 1))
    (if (i32.eq (global.get $last) (i32.const 31))
      (then
        (loop $order
          (call $assign (local.tee $code (i32.load8_u offset=704 (local.get $place))) (local.get $at))
          (i32.store8
            (local.tee $code (i32.add (local.get $at) (i32.shr_u (local.get $code) (i32.const 2))))
            (i32.or
              (i32.load8_u (local.get $code))
              (i32.shl
                (i32.const 1)
                (i32.and (i32.load8_u offset=704 (local.get $place)) (i32.const 3)))))
          (br_if $order
            (i32.lt_u (local.tee $place (i32.add (local.get $place) (i32.const 1))) (i32.const 86))))))
    (call $those (local.get $at) (i32.const 0))
    ;; A blank at the end of a text is written as a pair.
    (i32.store8 (i32.const 380) (i32.load8_u (i32.const 32)))
    (local.set $at (i32.add (local.get $at) (i32.const 64)))
    (loop $more
      (if (i32.lt_u (local.get $at) (local.get $end))
        (then
          (local.set $code (i32.load8_u (local.get $at)))
          (local.set $at (i32.add (local.get $at) (i32.const 1)))
          ;; `|` begins a stream.
          (if (i32.eq (local.get $code) (i32.const 124))
            (then
              (i32.store offset=384 (global.get $slot) (local.get $out))
              (global.set $slot (i32.add (global.get $slot) (i32.const 4)))
              (br $more)))
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
    (local.get $out))

  (func $write (param $byte i32)
    (i32.store8 (global.get $out) (local.get $byte))
    (global.set $out (i32.add (global.get $out) (i32.const 1))))

  ;; The next byte of a stream. A stream is told by four times its place.
  (func $read (param $stream i32) (result i32)
    (local $at i32)
    (local.set $at (i32.load offset=384 (local.get $stream)))
    (i32.store offset=384 (local.get $stream) (i32.add (local.get $at) (i32.const 1)))
    (i32.load8_u (local.get $at)))

  ;; The next number of a stream goes out, LEB128.
  (func $number (param $stream i32) (result i32)
    (call $take (local.get $stream) (local.get $stream)))

  ;; The same where what belongs to the stream `as` comes from another.
  (func $take (param $as i32) (param $stream i32) (result i32)
    (local $value i32)
    (local $shift i32)
    (local $byte i32)
    (local $rank i32)
    (loop $more
      (local.set $byte (call $read (local.get $stream)))
      ;; A local is told by how many others were used since: the table, which is needed no more, has all in that order.
      (if (i32.eq (local.get $as) (i32.const 16))
        (then
          (local.set $byte (i32.load8_u (local.tee $rank (local.get $byte))))
          (loop $up
            (if (local.get $rank)
              (then
                (i32.store8
                  (local.get $rank)
                  (i32.load8_u (local.tee $rank (i32.sub (local.get $rank) (i32.const 1)))))
                (br $up))))
          (i32.store8 (i32.const 0) (local.get $byte))))
      (call $write (local.get $byte))
      (local.set $value
        (i32.or
          (local.get $value)
          (i32.shl (i32.and (local.get $byte) (i32.const 127)) (local.get $shift))))
      (local.set $shift (i32.add (local.get $shift) (i32.const 7)))
      ;; What follows the first byte of an offset is in a stream of its own.
      (local.set $stream
        (select (i32.const 48) (local.get $stream) (i32.eq (local.get $stream) (i32.const 20))))
      (br_if $more (i32.gt_u (local.get $byte) (i32.const 127))))
    (local.get $value))

  (func $numbers (param $stream i32) (param $count i32)
    (loop $more
      (if (local.get $count)
        (then
          (drop (call $number (local.get $stream)))
          (local.set $count (i32.sub (local.get $count) (i32.const 1)))
          (br $more)))))

  (func $bytes (param $stream i32) (param $count i32)
    (loop $more
      (if (local.get $count)
        (then
          (call $write (call $read (local.get $stream)))
          (local.set $count (i32.sub (local.get $count) (i32.const 1)))
          (br $more)))))

  ;; The streams become a module, from `at`, where they end, on. The answer is where the module ends. `split.ts` has
  ;; the list of streams.
  (func (export "j") (param $at i32) (result i32)
    (local $end i32)
    (local $start i32)
    (local $size i32)
    (local $depth i32)
    (local $code i32)
    (local $pair i32)
    (local $sum i32)
    (local $stream i32)
    (global.set $out (local.get $at))
    ;; From `at` to `end` are the instructions.
    (local.set $end (i32.load (i32.const 400)))
    (local.set $at (i32.load (i32.const 396)))
    (call $bytes (i32.const 4) (i32.sub (i32.load (i32.const 392)) (i32.load (i32.const 388))))
    (loop $function
      (local.set $start (global.get $out))
      (call $numbers (i32.const 36) (i32.shl (call $number (i32.const 36)) (i32.const 1)))
      ;; No local was used in this function yet.
      (local.set $code (i32.const 256))
      (loop $more
        (i32.store8 (local.tee $code (i32.sub (local.get $code) (i32.const 1))) (local.get $code))
        (br_if $more (local.get $code)))
      (local.set $depth (i32.const 1))
      (loop $instruction
        (local.set $code (call $read (i32.const 12)))
        ;; A pair says its instruction, and its number in the place of a stream; what is added at once has a stream of its own.
        (local.set $sum (i32.eq (local.get $code) (i32.const 226)))
        (local.set $pair (i32.const 0))
        (if (i32.lt_u (i32.sub (local.get $code) (i32.const 211)) (i32.const 41))
          (then
            (i32.store (i32.const 444) (i32.add (local.get $code) (i32.const 579)))
            (local.set $code (i32.load8_u offset=448 (local.get $code)))
            (local.set $pair (select (i32.const 52) (i32.const 60) (local.get $sum)))))
        (call $write (local.get $code))
        ;; `block`, `loop` and `if` go in, `end` goes out.
        (local.set $depth
          (i32.sub
            (i32.add (local.get $depth) (i32.lt_u (i32.sub (local.get $code) (i32.const 2)) (i32.const 3)))
            (i32.eq (local.get $code) (i32.const 11))))
        ;; What loads and stores has an alignment, always 0.
        (if (i32.lt_u (i32.sub (local.get $code) (i32.const 40)) (i32.const 23))
          (then (call $write (i32.const 0))))
        ;; `br_table` has a list.
        (if (i32.eq (local.get $code) (i32.const 14))
          (then (call $numbers (i32.const 44) (call $number (i32.const 44)))))
        ;; `f64.const`
        (if (i32.eq (local.get $code) (i32.const 68))
          (then (call $bytes (i32.const 40) (i32.const 8))))
        ;; The first stream says for each instruction from which streams its numbers come: four bits each.
        (local.set $code (i32.load8_u offset=448 (local.get $code)))
        (loop $more
          (if (local.get $code)
            (then
              (local.set $stream (i32.and (i32.shl (local.get $code) (i32.const 2)) (i32.const 60)))
              (drop
                (call $take
                  (local.get $stream)
                  (select (local.get $pair) (local.get $stream) (local.get $pair))))
              (local.set $code (i32.shr_u (local.get $code) (i32.const 4)))
              (br $more))))
        (if (local.get $sum) (then (call $write (i32.const 106))))
        (br_if $instruction (local.get $depth)))
      ;; The size of a function comes before it.
      (local.set $size (i32.sub (global.get $out) (local.get $start)))
      (global.set $out (local.get $start))
      (local.set $code (local.get $size))
      (memory.copy
        (local.tee $start
          (i32.add
            (i32.add (local.get $start) (i32.const 1))
            (i32.add (i32.gt_u (local.get $size) (i32.const 127)) (i32.gt_u (local.get $size) (i32.const 16383)))))
        (global.get $out)
        (local.get $size))
      (loop $more
        (call $write
          (i32.or (local.get $code) (i32.shl (i32.gt_u (local.get $code) (i32.const 127)) (i32.const 7))))
        (br_if $more (local.tee $code (i32.shr_u (local.get $code) (i32.const 7)))))
      (global.set $out (i32.add (local.get $start) (local.get $size)))
      (br_if $function (i32.lt_u (i32.load (i32.const 396)) (local.get $end))))
    (call $bytes (i32.const 8) (i32.sub (local.get $at) (i32.load (i32.const 392))))
    (global.get $out)))
