//! An executor whose atlas is of another edition refuses to answer.

use std::path::Path;

use suzerain::Atlas;
use suzerain_datafusion::Atlases;

use super::common::{Cluster, alone, answer, register, table};

/// The atlas of a document, as an edition of this name.
fn edition(edition: &str) -> Atlas {
    let document = concat!(env!("CARGO_MANIFEST_DIR"), "/../../tests/data/full.geojson");
    let document = std::fs::read_to_string(document).unwrap();
    let document = document.replacen(r#""edition": "3""#, &format!(r#""edition": "{edition}""#), 1);
    let atlas = Atlas::from_geojson(document.as_bytes()).unwrap();
    assert_eq!(atlas.edition(), edition);
    atlas
}

fn written(folder: &Path, name: &str, atlas: &Atlas) -> String {
    std::fs::create_dir_all(folder).unwrap();
    let file = folder.join(name);
    std::fs::write(&file, atlas.to_bytes()).unwrap();
    format!("mine={}", file.display())
}

#[tokio::test(flavor = "multi_thread")]
async fn both_editions_are_named() {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("editions-atlases");
    let [ours, theirs] = [edition("of the client"), edition("of an executor")];
    let atlases = Atlases::new();
    atlases.add("mine", ours.clone());
    let [right, wrong] = [written(&folder, "ours.suz", &ours), written(&folder, "theirs.suz", &theirs)];

    let cluster = Cluster::begin("editions", [std::slice::from_ref(&wrong); 2]);
    let context = cluster.client(&atlases);
    let events = cluster.events(2_000, 2);
    register(&context, &events).await;
    let by_name = "SELECT controller_at(lon - 33, lat, day, 'mine') AS holder, count(*) AS events FROM events \
                   GROUP BY holder ORDER BY holder";
    for query in [by_name, "SELECT holder FROM history(10.5, 40.5, 'mine')"] {
        let error = answer(&context, query).await.unwrap_err().to_string();
        for atlas in [&ours, &theirs] {
            assert!(error.contains(atlas.edition()), "{query}: {error}");
            assert!(error.contains(&atlas.fingerprint().to_string()), "{query}: {error}");
        }
    }
    // The atlas that they have in common is still answered from, by name and by setting.
    let embedded = table(&context, &by_name.replace("lon - 33", "lon").replace("'mine'", "'south-caucasus'")).await;
    assert!(embedded.contains("Armenia"), "{embedded}");
    context.sql("SET suzerain.atlas = 'mine'").await.unwrap();
    let error = answer(&context, &by_name.replace(", 'mine'", "")).await.unwrap_err().to_string();
    assert!(error.contains("of an executor"), "{error}");
    drop(cluster);

    let cluster = Cluster::begin("editions", [std::slice::from_ref(&right); 2]);
    let context = cluster.client(&atlases);
    let events = cluster.events(2_000, 2);
    register(&context, &events).await;
    let by_this = alone(&atlases);
    register(&by_this, &events).await;
    let expected = table(&by_this, by_name).await;
    assert!(expected.lines().count() > 5, "{expected}");
    assert_eq!(table(&context, by_name).await, expected);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_atlas_that_an_executor_has_not_is_named() {
    let cluster = Cluster::begin("unknown", [&[], &[]]);
    let atlases = Atlases::new();
    atlases.add("mine", Atlas::south_caucasus().clone());
    let context = cluster.client(&atlases);
    register(&context, &cluster.events(2_000, 2)).await;
    let query = "SELECT count(controller_at(lon, lat, day, 'mine')) FROM events";
    let error = answer(&context, query).await.unwrap_err().to_string();
    assert!(error.contains("mine"), "{error}");
    let query = query.replace("mine", "yours");
    let error = answer(&context, &query).await.unwrap_err().to_string();
    assert!(error.contains("atlas 'yours' is not registered"), "{error}");
}
