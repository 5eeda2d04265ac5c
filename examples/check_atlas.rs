use std::path::Path;
fn main() {
    let t = std::time::Instant::now();
    let p = std::env::args().nth(1).unwrap();
    let r = if std::env::args().nth(2).is_some() {
        suzerain::import::Repair::all(0.0)
    } else {
        suzerain::import::Repair::new()
    };
    match suzerain::import::read_any(Path::new(&p), None, r) {
        Ok(i) => println!("{}", i.report()),
        Err(e) => println!("{e}"),
    }
    println!("{:?}", t.elapsed());
}
