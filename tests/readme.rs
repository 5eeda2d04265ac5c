//! The snippets of the README.
