//! The example `tag_csv` on tables of events as they come.

use std::fmt::Write;

use super::tag_csv::{rows, value};
use super::{Run, file, run};

/// The answer, who held and how certain, of each row; or what is wrong with it.
fn answers(run: &Run) -> Vec<String> {
    let rows = rows(&run.bytes);
    let one = |row: usize| match value(&rows, row, "error") {
        error if error.is_empty() => {
            ["answer", "controller", "certainty"].map(|column| value(&rows, row, column)).join(", ")
        }
        error => error,
    };
    (1..rows.len()).map(one).collect()
}

fn case(name: &str, options: &[&str]) -> Run {
    run(
        "tag_csv",
        [&format!("tests/data/cases/{name}")].into_iter().map(String::as_str).chain(options.iter().copied()),
        b"",
    )
}

fn table(text: impl AsRef<[u8]>, options: &[&str]) -> Run {
    run("tag_csv", ["-"].iter().chain(options), text.as_ref())
}

const ARMENIA: &str = "sole, Armenia, certain";
const EITHER: &str = "sole, Armenia; Azerbaijan, possible";

#[test]
fn events_ucdp() {
    let run = case("events-ucdp.csv", &[]);
    assert_eq!(answers(&run), [EITHER]);
    assert_eq!(
        run.err,
        "tag_csv: read as longitude in 'longitude', latitude in 'latitude', day in 'date_start', last day in 'date_end', \
         its precision in 'date_prec'; how exactly the place is known, 'where_prec', is not read\ntag_csv: 1 rows, 0 of them bad\n"
    );
}

#[test]
fn events_longitude() {
    let run = case("events-longitude.csv", &[]);
    assert_eq!(answers(&run), [ARMENIA]);
    assert!(run.err.starts_with("tag_csv: read as longitude in 'longitude', latitude in 'latitude', day in 'date'\n"));
}

#[test]
fn events_semicolon() {
    let run = case("events-semicolon.csv", &[]);
    assert_eq!(answers_by(&run, b';'), [ARMENIA]);
    assert_eq!(run.err, "tag_csv: read as delimiter ';'\ntag_csv: 1 rows, 0 of them bad\n");
}

/// The same of a table with another delimiter, which its answers keep.
fn answers_by(run: &Run, delimiter: u8) -> Vec<String> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    let mut reader = csv::ReaderBuilder::new().delimiter(delimiter).has_headers(false).from_reader(&run.bytes[..]);
    for row in reader.byte_records() {
        writer.write_byte_record(&row.unwrap()).unwrap();
    }
    let bytes = writer.into_inner().unwrap();
    answers(&Run { code: run.code, out: String::new(), err: String::new(), bytes })
}

#[test]
fn events_datetime() {
    let run = case("events-datetime.csv", &[]);
    assert_eq!((answers(&run), run.err.as_str()), (vec![ARMENIA.to_owned(); 4], "tag_csv: 4 rows, 0 of them bad\n"));
}

#[test]
fn events_dmy() {
    let order = "day and month may be exchanged; state their order, dmy or mdy: --dates dmy or --dates mdy";
    let plain = answers(&case("events-dmy.csv", &[]));
    for (row, text) in ["18/05/1992", "05/18/1992", "18.05.1992"].iter().enumerate() {
        assert_eq!(plain[row], format!("date '{text}' is not a date: {order}"));
    }
    assert_eq!(plain[3..], [EITHER; 5]);
    let dmy = case("events-dmy.csv", &["--dates", "dmy"]);
    assert!(
        dmy.err.contains("8 rows, 1 of them bad; numbers of five digits are the days of a spreadsheet"),
        "{}",
        dmy.err
    );
    let dmy = answers(&dmy);
    assert!(dmy[1].starts_with("date '05/18/1992' is not a date: there is no month 18"), "{}", dmy[1]);
    let mdy = answers(&case("events-dmy.csv", &["--dates", "mdy"]));
    assert!(mdy[0].contains("there is no month 18") && mdy[2].contains("there is no month 18"), "{mdy:?}");
    for row in 0..8 {
        assert!(row == 1 || dmy[row] == EITHER, "{}", dmy[row]);
        assert!(row == 0 || row == 2 || mdy[row] == EITHER, "{}", mdy[row]);
    }
}

#[test]
fn events_partial() {
    let run = case("events-partial.csv", &[]);
    let answers = answers(&run);
    assert_eq!(answers[..3], [EITHER; 3]);
    let qualified = "'~', '?' and '%' name no span of days";
    assert!(answers[3].contains(qualified) && answers[4].contains(qualified), "{answers:?}");
    assert_eq!(answers[5], "sole, Russian Empire, certain");
    assert_eq!(answers[6], "outside, , certain");
    assert_eq!(answers[7], "outside, , certain");
    assert!(answers[8].contains("the year must be within -9999 to 9999"), "{}", answers[8]);
    assert_eq!(answers[9], "outside, , certain");
    let rows = rows(&run.bytes);
    assert!(
        value(&rows, 1, "doubts").starts_with("de facto: the day is any of 1992; "),
        "{}",
        value(&rows, 1, "doubts")
    );
}

#[test]
fn events_unbalanced() {
    let run = case("events-unbalanced.csv", &[]);
    let error = "the quote that begins a field is not closed where the field ends";
    assert_eq!((run.code, run.err), (Some(1), format!("tag_csv: line 2: {error}\n")));
    // What comes before is answered; a later quote does not hide the fault; line endings do not change its line.
    let good = "44.952,39.786,2000-01-01,\"a\nb\"\r\n";
    let text = format!("lon,lat,date,note\r\n{good}{good}44.952,39.786,2000-01-01,\"open\r\n{good}");
    let run = table(&text, &[]);
    assert_eq!((run.code, run.err), (Some(1), format!("tag_csv: line 6: {error}\n")));
    assert_eq!(rows(&run.bytes).len(), 3);
    for (text, line) in [
        ("lon,lat,date,\"note\n44.952,39.786,2000-01-01,a\n", 1),
        ("lon,lat,date,note\n44.952,39.786,2000-01-01,\"open", 2),
        ("sep=,\nlon,lat,date,note\n1,1,2000-01-01,a\n44.952,39.786,2000-01-01,\"open\n", 4),
    ] {
        let run = table(text, &[]);
        assert_eq!((run.code, run.err), (Some(1), format!("tag_csv: line {line}: {error}\n")), "{text}");
    }
}

/// The column sets of the public data sets of events, with spans of days as their codebooks define them.
#[test]
fn columns_of_public_data_sets() {
    for (header, row, expected) in [
        // ACLED, as exported today and before; precision 3 is the month.
        (
            "event_id_cnty,event_date,year,time_precision,disorder_type,event_type,latitude,longitude,geo_precision,timestamp",
            "AZE1,15 December 2020,2020,1,Political violence,Battles,39.786,44.952,1,1690000000",
            ARMENIA,
        ),
        (
            "ISO,EVENT_ID_CNTY,EVENT_DATE,YEAR,TIME_PRECISION,LATITUDE,LONGITUDE,GEO_PRECISION",
            "31,1AZE,15-May-92,1992,3,39.786,44.952,1",
            EITHER,
        ),
        ("event_date,time_precision,latitude,longitude", "1992-06-10,2,39.786,44.952", ARMENIA),
        ("event_date,time_precision,latitude,longitude", "1992-06-03,2,39.786,44.952", EITHER),
        // UCDP GED: the span of days, or else its precision.
        (
            "id,relid,year,active_year,type_of_violence,where_prec,latitude,longitude,geom_wkt,event_clarity,date_prec,date_start,date_end",
            "1,AZE-1992-1-1,1992,1,1,1,39.786,44.952,POINT (44.952 39.786),1,4,1992-05-01 00:00:00.000,1992-05-31 00:00:00.000",
            EITHER,
        ),
        ("latitude,longitude,date_prec,date_start,date_end", "39.786,44.952,5,1992-11-01,1992-11-01", EITHER),
        ("latitude,longitude,date_prec,date_start,date_end", "39.786,44.952,1,1992-11-01,1992-11-01", ARMENIA),
        // GTD: zeros are not known.
        (
            "eventid,iyear,imonth,iday,approxdate,extended,latitude,longitude",
            "1992,1992,11,3,,0,39.786,44.952",
            ARMENIA,
        ),
        ("eventid,iyear,imonth,iday,approxdate,extended,latitude,longitude", "1992,1992,5,0,,0,39.786,44.952", EITHER),
        ("eventid,iyear,imonth,iday,approxdate,extended,latitude,longitude", "1992,1992,0,0,,0,39.786,44.952", EITHER),
        // EM-DAT: what is not known is missing.
        (
            "DisNo.,Latitude,Longitude,Start Year,Start Month,Start Day,End Year,End Month,End Day,Entry Date",
            "1992-1,39.786,44.952,1992,11,3,1992,11,4,2003-07-01",
            ARMENIA,
        ),
        (
            "DisNo.,Latitude,Longitude,Start Year,Start Month,Start Day,End Year,End Month,End Day,Entry Date",
            "1992-1,39.786,44.952,1992,,,1992,,,2003-07-01",
            EITHER,
        ),
        // The whole headers that the codebooks describe: UCDP GED, ACLED, GTD as far as its place, EM-DAT.
        (
            "id,relid,year,active_year,code_status,type_of_violence,conflict_dset_id,conflict_new_id,conflict_name,dyad_dset_id,dyad_new_id,dyad_name,side_a_dset_id,side_a_new_id,side_a,side_b_dset_id,side_b_new_id,side_b,number_of_sources,source_article,source_office,source_date,source_headline,source_original,where_prec,where_coordinates,where_description,adm_1,adm_2,latitude,longitude,geom_wkt,priogrid_gid,country,country_id,region,event_clarity,date_prec,date_start,date_end,deaths_a,deaths_b,deaths_civilians,deaths_unknown,best,high,low,gwnoa,gwnob",
            "1,AZE-1992-1-1,1992,1,Clear,1,1,1,a,1,1,b,1,1,c,1,1,d,1,e,f,1992-06-01,g,h,2,i,j,k,l,39.786,44.952,POINT (44.952 39.786),1,m,373,Asia,1,3,1992-05-11 00:00:00.000,1992-05-17 00:00:00.000,1,1,0,0,2,2,2,373,",
            EITHER,
        ),
        (
            "event_id_cnty,event_date,year,time_precision,disorder_type,event_type,sub_event_type,actor1,assoc_actor_1,inter1,actor2,assoc_actor_2,inter2,interaction,civilian_targeting,iso,region,country,admin1,admin2,admin3,location,latitude,longitude,geo_precision,source,source_scale,notes,fatalities,tags,timestamp",
            "AZE1,03 November 1992,1992,1,a,b,c,d,,1,,,0,10,,31,e,f,g,,,h,39.7860,44.9520,1,i,j,k,0,,1692000000",
            ARMENIA,
        ),
        (
            "eventid,iyear,imonth,iday,approxdate,extended,resolution,country,country_txt,region,region_txt,provstate,city,latitude,longitude,specificity,vicinity",
            "199211030001,1992,11,3,,0,,373,a,7,b,c,d,39.786,44.952,1,0",
            ARMENIA,
        ),
        (
            "DisNo.,Historic,Classification Key,Disaster Group,Disaster Subgroup,Disaster Type,Disaster Subtype,External IDs,Event Name,ISO,Country,Subregion,Region,Location,Origin,Associated Types,OFDA/BHA Response,Appeal,Declaration,AID Contribution ('000 US$),Magnitude,Magnitude Scale,Latitude,Longitude,River Basin,Start Year,Start Month,Start Day,End Year,End Month,End Day,Total Deaths,Entry Date,Last Update",
            "1992-0001-AZE,No,a,b,c,d,e,,,AZE,f,g,h,i,,,No,No,No,,5.0,Richter,39.786,44.952,,1992,11,3,1992,11,3,1,2003-07-01,2023-09-25",
            ARMENIA,
        ),
        // Darwin Core, a catalogue of earthquakes, a track.
        ("occurrenceID,eventDate,decimalLatitude,decimalLongitude", "1,1992-05-02/1992-05-20,39.786,44.952", EITHER),
        ("time,latitude,longitude,depth,mag", "2000-01-01T10:20:30.123Z,39.786,44.952,10,4.5", ARMENIA),
        ("x,y,timestamp", "44.952,39.786,946728000", ARMENIA),
        ("X,Y,Day", "44.952,39.786,2000-01-01", ARMENIA),
        ("lng,lat,year,month,day", "44.952,39.786,2000,1,1", ARMENIA),
        ("long,lat,year", "44.952,39.786,1992", EITHER),
        ("lon,lat,date,date_precision", "44.952,39.786,1992-01-01,year", EITHER),
    ] {
        assert_eq!(answers(&table(format!("{header}\n{row}\n"), &[])), [expected], "{header}\n{row}");
    }
}

#[test]
fn dates_of_other_forms() {
    for (date, options, expected) in [
        ("18-May-1992", &[][..], EITHER),
        ("18-May-92", &[], EITHER),
        ("18/05/92", &["--dates", "dmy"], EITHER),
        ("5/18/92 4:30 PM", &["--dates", "mdy"], EITHER),
        ("05/1992", &[], EITHER),
        ("1992.0", &[], EITHER),
        ("33742.75", &[], EITHER),
        ("706190400000", &[], EITHER),
        ("\"May 18, 1992\"", &[], EITHER),
        ("\"Mon, 18 May 1992 10:00:00 +0400\"", &[], EITHER),
        ("1992-05-18 23:59:59+04", &[], EITHER),
        ("[1992-05-01..1992-06-02]", &[], EITHER),
        ("18.5.1992", &["--dates", "%-d.%-m.%Y"], EITHER),
        ("1992138", &["--dates", "%Y%j"], "sole, Armenia; Azerbaijan, possible"),
        ("05.2000", &["--dates", "%m.%Y"], ARMENIA),
    ] {
        assert_eq!(answers(&table(format!("lon,lat,date\n44.952,39.786,{date}\n"), options)), [expected], "{date}");
    }
    for (date, options, expected) in [
        ("199205", &[][..], "date '199205' is not a date: "),
        ("92", &[], "date '92' is not a date: "),
        ("1992-21", &[], "date '1992-21' is not a date: "),
        ("before 1992", &[], "date 'before 1992' is not a date: it has no first or no last day"),
        ("31/04/1992", &["--dates", "dmy"], "date '31/04/1992' is not a date: there is no day 31 of month 4 in 1992"),
        ("1992-05-18", &["--dates", "%d.%m.%Y"], "date '1992-05-18' is not a date: it is not written as %d.%m.%Y"),
        ("NA", &[], "no date"),
    ] {
        let found = answers(&table(format!("lon,lat,date\n44.952,39.786,{date}\n"), options));
        assert!(found[0].starts_with(expected), "{date}: {}", found[0]);
    }
}

/// One holder over the whole span, without a doubt: it does not matter which day it was.
#[test]
fn a_span_with_one_holder_is_certain() {
    let text = "lon,lat,date,date_end\n44.952,39.786,2000,\n44.952,39.786,2000-01-01,2003-02\n\
                44.952,39.786,2000-01-02,2000-01-01\n44.952,39.786,1993,1992\n";
    let run = table(text, &[]);
    let found = answers(&run);
    assert_eq!(found[..2], [ARMENIA; 2]);
    assert_eq!(found[2], "the last day 2000-01-01 comes before the first, 2000-01-02");
    assert_eq!(found[3], "the last day 1992 comes before the first, 1993");
    assert_eq!(value(&rows(&run.bytes), 1, "doubts"), "");
}

#[test]
fn columns_and_forms_can_be_stated() {
    let text = "Ort|Laenge|Breite|Von|Bis\nKarki|44,952|39,786|18.05.1992|20.05.1992\n";
    let options = ["--lon", "laenge", "--lat", "Breite", "--date", "Von", "--until", "Bis", "--dates", "dmy"];
    let run = table(text, &options);
    assert_eq!(answers_by(&run, b'|'), [EITHER]);
    assert_eq!(
        run.err,
        "tag_csv: read as delimiter '|'; longitude in 'Laenge', latitude in 'Breite', day in 'Von', last day in 'Bis'\n\
         tag_csv: 1 rows, 0 of them bad; degrees have a decimal comma\n"
    );
    let stated = table(text, &[&options[..], &["--delimiter", "|", "--decimal-comma"]].concat());
    assert_eq!(stated.bytes, run.bytes);
    assert!(stated.err.ends_with("tag_csv: 1 rows, 0 of them bad\n"), "{}", stated.err);
}

#[test]
fn delimiters_and_encodings() {
    let text = "id,lon,lat,date\n1,44.952,39.786,2000-01-01\n";
    for (delimiter, options) in [(';', &[][..]), ('\t', &[]), ('|', &[]), ('^', &["--delimiter", "^"])] {
        let run = table(text.replace(',', &delimiter.to_string()), options);
        assert_eq!(answers_by(&run, delimiter as u8), [ARMENIA], "{delimiter}");
    }
    let tab = table(text.replace(',', "\t"), &["--delimiter", "tab"]);
    assert_eq!(
        (tab.err.as_str(), answers_by(&tab, b'\t')),
        ("tag_csv: 1 rows, 0 of them bad\n", vec![ARMENIA.to_owned()])
    );
    // The line that tells spreadsheets the delimiter stays.
    for begin in ["sep=;\r\n", "\u{feff}SEP=;\n"] {
        let run = table(format!("{begin}{}", text.replace(',', ";")), &[]);
        let rest = run.bytes.strip_prefix(begin.as_bytes()).unwrap().to_vec();
        assert_eq!(answers_by(&Run { bytes: rest, ..run }, b';'), [ARMENIA]);
    }
    for (mark, order) in [(true, true), (true, false), (false, true), (false, false)] {
        let marked = format!("{}{}", if mark { "\u{feff}" } else { "" }, text.replace(',', "\t").replace("1\t", "é\t"));
        let to_bytes = |unit: u16| if order { unit.to_le_bytes() } else { unit.to_be_bytes() };
        let run = table(marked.encode_utf16().flat_map(to_bytes).collect::<Vec<u8>>(), &[]);
        assert_eq!(answers_by(&run, b'\t'), [ARMENIA], "{}", run.err);
        assert!(run.err.contains(", written as UTF-8; delimiter '\\t'"), "{}", run.err);
        assert!(run.out.contains("\né\t44.952"), "{}", run.out);
    }
    let run = table(b"PK\x03\x04rest", &[]);
    assert_eq!(
        (run.code, run.err.as_str()),
        (Some(1), "tag_csv: it is a workbook or another archive; save the table as CSV\n")
    );
    let run = table(b"lon,lat\0,date\n", &[]);
    assert_eq!((run.code, run.err.as_str()), (Some(1), "tag_csv: it is no text: byte 8 is zero\n"));
}

/// Lines in a quoted field are one row, and stay as they are.
#[test]
fn quoted_line_breaks() {
    let text =
        "lon,lat,date,note\n44.952,39.786,2000-01-01,\"a\n\"\"b\"\",\r\n\nc\"\n44.952,39.786,2000-01-01,\"x\"y\n";
    let run = table(text, &[]);
    assert_eq!(answers(&run), [ARMENIA; 2]);
    assert!(run.out.contains("\"a\n\"\"b\"\",\r\n\nc\",sole,"), "{}", run.out);
}

/// Batches come back in the order of the table.
#[test]
fn many_rows_keep_their_order() {
    let mut text = "id,lon,lat,date\n".to_owned();
    for id in 0..9_000 {
        writeln!(text, "{id},{},39.786,{}-06-01", 44 + id % 3, 1950 + id % 70).unwrap();
    }
    let path = file("many.csv", text.as_bytes());
    let run = run("tag_csv", [path.as_os_str()], b"");
    assert_eq!(run.err, "tag_csv: 9000 rows, 0 of them bad\n");
    let ids: Vec<String> = rows(&run.bytes).iter().skip(1).map(|row| row[0].clone()).collect();
    assert_eq!(ids, (0..9_000).map(|id| id.to_string()).collect::<Vec<_>>());
}

/// An end that has not come, question marks and spans that overlap, as the map's files have them.
#[cfg(feature = "import")]
#[test]
fn ohm_cases() {
    let answer = |case: &str, date: &str| {
        let path = format!("tests/data/cases/{case}");
        let run = table(format!("lon,lat,date\n10.5,40.5,{date}\n"), &["--atlas", &path]);
        answers(&run).remove(0)
    };
    for (case, date, expected) in [
        ("ohm-question-marks.geojson", "0100", "unrecorded"),
        ("ohm-question-marks.geojson", "0500", "unrecorded"),
        ("ohm-question-marks.geojson", "1799", "unrecorded"),
        ("ohm-question-marks.geojson", "1850", "unrecorded; sole, Someland, possible"),
        ("ohm-question-marks.geojson", "1920", "sole, Someland, "),
        ("ohm-overlapping-spans.geojson", "1918-06-01", "unrecorded; sole, Someland, possible"),
        ("ohm-overlapping-spans.geojson", "1918-11-20", "unrecorded"),
        ("ohm-end-present.geojson", "2020", "sole, Someland, "),
    ] {
        let found = answer(case, date);
        let sorted = found.replace("sole; unrecorded", "unrecorded; sole");
        assert!(sorted.starts_with(expected), "{case} {date}: {found}");
    }
}

/// A table may come from a file that spreadsheets wrote with another line ending.
#[test]
fn lines_may_end_with_a_carriage_return() {
    let path = file("mac.csv", b"lon;lat;date\r44,952;39,786;2000-01-01\r44,952;39,786;1992\r");
    let run = run("tag_csv", [path.as_os_str()], b"");
    assert_eq!(answers_by(&run, b';'), [ARMENIA, EITHER]);
}
