//! The checks that need the whole manifest: the names, types and costs of rules, the placeholders of words, and warnings.
//!
//! `lower` calls them part by part. A check reports errors and returns the parts that lowering needs. It adds facts and their
//! texts to the table of facts, and writes no record of the program.

pub mod audiences;
pub mod cap_warnings;
pub mod caps;
mod checker;
mod constants;
pub mod data;
pub mod experiments;
mod fact_names;
pub mod facts;
mod forms;
mod forms_of_pages;
mod functions;
pub mod goals;
mod hosts;
mod known_values;
pub mod languages;
mod markup;
pub mod near;
pub mod permissions;
mod reads;
pub mod rule;
mod scope;
pub mod unused;
mod url_hint;
pub mod vocabulary;
pub mod words;

pub use checker::Checker;
