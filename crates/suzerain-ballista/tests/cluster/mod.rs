mod common;

mod answers;
mod editions;
mod loss;
