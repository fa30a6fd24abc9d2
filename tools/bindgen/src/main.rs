//! The arguments pass through to wasm-bindgen or to its test runner: no tool has to be installed beside the project.

use std::{env, process::ExitCode};

use wasm_bindgen_cli::{wasm_bindgen, wasm_bindgen_test_runner};

fn main() -> ExitCode {
    let mut arguments = env::args_os().skip(1).peekable();
    let outcome = match arguments.peek().and_then(|name| name.to_str()) {
        Some("bindgen") => wasm_bindgen::run_cli_with_args(arguments),
        Some("wasm-test-runner") => wasm_bindgen_test_runner::run_cli_with_args(arguments),
        _ => {
            eprintln!("usage: bindgen bindgen|wasm-test-runner ARGUMENTS");
            return ExitCode::from(2);
        }
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error:?}");
            ExitCode::FAILURE
        }
    }
}
