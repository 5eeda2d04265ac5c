//! The map of one day as SVG, on standard output.
use suzerain::{Atlas, Basis, UncertainDate}; use suzerain::map::Map;
fn main(){ let a:Vec<String>=std::env::args().collect(); let d:UncertainDate=a[1].parse().unwrap();
 let b=if a.get(2).map(|s|s=="de-jure").unwrap_or(false){Basis::DeJure}else{Basis::DeFacto};
 let s=Atlas::south_caucasus().on(d.earliest(),b);
 let w=a.get(3).map(|w|w.parse().unwrap()).unwrap_or(960);
 let t=std::time::Instant::now(); let svg=Map::of(&s).width(w).to_svg(); eprintln!("{:?} {}",t.elapsed(),svg.len()); let t=std::time::Instant::now(); Map::of(&s).width(w).to_svg(); eprintln!("{:?}",t.elapsed()); print!("{svg}"); }
