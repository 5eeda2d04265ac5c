//! The page of all maps of the embedded atlas, on standard output.
use suzerain::{Atlas}; use suzerain::map::Map;
fn main(){ let a=Atlas::south_caucasus(); let t=std::time::Instant::now(); let h=Map::through(a,a.days_of_change()).to_html(); eprintln!("{:?} {} days {}",t.elapsed(),h.len(),a.days_of_change().len()); print!("{h}"); }
