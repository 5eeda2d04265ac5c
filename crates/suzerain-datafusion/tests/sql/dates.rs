//! Every type of days and of degrees.

use datafusion::arrow::array::AsArray;

use super::common::*;

/// Karki, held by Armenia from May 1992 on; the type of the day changes nothing.
#[tokio::test]
async fn the_type_of_a_day_changes_nothing() {
    let (context, _) = session();
    register(&context, &questions(2_000, 4), 500);
    let expected = first(&context, "SELECT controller_at(lon, lat, day) FROM t ORDER BY lon, lat").await;
    assert!(expected.iter().flatten().count() > 500);
    for day in [
        "arrow_cast(day, 'Date64')",
        "arrow_cast(day, 'Timestamp(Second, None)')",
        "arrow_cast(day, 'Timestamp(Millisecond, None)') + INTERVAL '23 hours'",
        "arrow_cast(day, 'Timestamp(Microsecond, None)')",
        "arrow_cast(arrow_cast(day, 'Timestamp(Second, None)'), 'Timestamp(Second, Some(\"UTC\"))')",
        "arrow_cast(day, 'Utf8')",
        "arrow_cast(day, 'LargeUtf8')",
        "arrow_cast(arrow_cast(day, 'Utf8'), 'Utf8View')",
        "arrow_cast(arrow_cast(day, 'Utf8'), 'Dictionary(Int32, Utf8)')",
        "arrow_cast(arrow_cast(day, 'Utf8'), 'Dictionary(UInt16, Utf8)')",
        "arrow_cast(day, 'Utf8') || 'T23:30:00+04:00'",
        "arrow_cast(day, 'Utf8') || ' 08:00'",
    ] {
        let found = first(&context, &format!("SELECT controller_at(lon, lat, {day}) FROM t ORDER BY lon, lat")).await;
        let differs = found.iter().zip(&expected).filter(|(found, expected)| found != expected).count();
        assert_eq!(differs, 0, "{day}");
    }
    // Nanoseconds since 1970 reach from 1677 to 2262 only.
    let nanoseconds =
        "SELECT controller_at(lon, lat, arrow_cast(day, 'Timestamp(Nanosecond, None)')) FROM t ORDER BY lon, lat";
    assert_eq!(first(&context, nanoseconds).await, expected);
}

#[tokio::test]
async fn a_time_before_1970_is_of_its_day() {
    let (context, _) = session();
    // Stepanakert: part of the Soviet Union since 30 December 1922.
    let at = |time: &str| {
        format!("SELECT controller_at(44.51, 40.18, arrow_cast('{time}', 'Timestamp(Millisecond, None)'))")
    };
    let day = |day: &str| format!("SELECT controller_at(44.51, 40.18, DATE '{day}')");
    for date in ["1922-12-29", "1922-12-30", "1969-12-31", "1970-01-01", "1991-12-25", "1991-12-26"] {
        let expected = first(&context, &day(date)).await;
        for time in ["00:00:00", "00:00:00.001", "23:59:59.999"] {
            assert_eq!(first(&context, &at(&format!("{date}T{time}"))).await, expected, "{date} {time}");
        }
    }
}

/// Kalbajar was handed over on 25 November 2020.
#[tokio::test]
async fn a_time_with_a_zone_is_of_the_day_of_its_clock() {
    let (context, _) = session();
    for (time, holder) in [
        ("2020-11-24T23:30:00+04:00", "Republic of Artsakh"),
        ("2020-11-25T00:30:00+04:00", "Azerbaijan"),
        ("2020-11-24T20:30:00Z", "Azerbaijan"),
    ] {
        let query = format!(
            "SELECT controller_at(46.04, 40.10, arrow_cast('{time}', 'Timestamp(Microsecond, Some(\"+04:00\"))'))"
        );
        assert_eq!(first(&context, &query).await, [Some(holder.to_owned())], "{time}");
    }
}

#[tokio::test]
async fn the_type_of_degrees_changes_nothing() {
    let (context, _) = session();
    for (lon, lat) in [
        ("44.952", "39.786"),
        ("arrow_cast(44.952, 'Float32')", "arrow_cast(39.786, 'Float32')"),
        ("arrow_cast(44.952, 'Decimal128(8, 3)')", "arrow_cast(39.786, 'Decimal128(10, 5)')"),
        ("arrow_cast(44.952, 'Float16')", "39.786"),
        ("arrow_cast(44.952, 'Dictionary(Int8, Float64)')", "39.786"),
    ] {
        let found = first(&context, &format!("SELECT controller_at({lon}, {lat}, DATE '2000-01-01')")).await;
        assert_eq!(found, [Some("Armenia".to_owned())], "{lon} {lat}");
    }
    // Whole degrees.
    for (lon, lat) in [("45", "40"), ("arrow_cast(45, 'Int8')", "arrow_cast(40, 'UInt64')")] {
        let found = first(&context, &format!("SELECT controller_at({lon}, {lat}, DATE '2000-01-01')")).await;
        let expected = holders(&atlas().controller_at(place(45.0, 40.0), time::macros::date!(2000 - 01 - 01)));
        assert_eq!(found, [expected], "{lon} {lat}");
    }
}

#[tokio::test]
async fn a_span_of_days_lists_every_candidate_of_its_days() {
    let (context, _) = session();
    let query = "SELECT answer_at(lon, lat, day) AS a FROM (VALUES (44.952, 39.786, '1992'), (44.952, 39.786, '2000'), \
                 (44.952, 39.786, '1992-05'), (44.952, 39.786, '2000-01-01'), (44.952, 39.786, '1992')) AS v (lon, lat, day)";
    for (field, expected) in [
        ("controller", ["Armenia; Azerbaijan", "Armenia", "Armenia; Azerbaijan", "Armenia", "Armenia; Azerbaijan"]),
        ("certainty", ["possible", "certain", "possible", "certain", "possible"]),
        ("sovereign", ["Azerbaijan"; 5]),
    ] {
        let found = first(&context, &format!("SELECT get_field(a, '{field}') FROM ({query})")).await;
        let found: Vec<String> = found.into_iter().flatten().collect();
        assert_eq!(found, expected, "{field}");
    }
    let single = first(&context, "SELECT controller_at(44.952, 39.786, '1992')").await;
    assert_eq!(single, [Some("Armenia; Azerbaijan".to_owned())]);
    let doubts = rows(&context, "SELECT get_field(answer_at(44.952, 39.786, '1992'), 'doubts')").await;
    let doubts = texts(&doubts.column(0).as_list::<i32>().value(0));
    assert!(doubts[0].as_deref().unwrap().contains("the day is any of 1992"), "{doubts:?}");
}

#[tokio::test]
async fn other_types_are_refused_by_name() {
    let (context, _) = session();
    for (arguments, part) in [
        ("'44.9', 39.7, DATE '2000-01-01'", "lon of controller_at is a number of degrees"),
        ("44.9, true, DATE '2000-01-01'", "lat of controller_at is a number of degrees"),
        ("44.9, 39.7, 20000101", "date of controller_at is a date, a timestamp or a text"),
        ("44.9, 39.7", "not 2 arguments"),
        ("44.9, 39.7, DATE '2000-01-01', 7", "atlas of controller_at is a text"),
    ] {
        let error = try_rows(&context, &format!("SELECT controller_at({arguments})")).await.unwrap_err().to_string();
        assert!(error.contains(part), "{arguments}: {error}");
    }
}
