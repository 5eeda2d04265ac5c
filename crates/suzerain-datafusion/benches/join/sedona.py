"""A spatial join in SedonaDB, of the events and dated outlines that the bench `columns` wrote to a folder.

`pip install sedonadb`. Prints the rows that were joined, and the processor time of the best of three runs in seconds.
"""

import sys
import time
import warnings

warnings.simplefilter("ignore")
import sedonadb  # noqa: E402

folder = sys.argv[1]
session = sedonadb.connect()
session.sql("SET datafusion.execution.target_partitions = 1").execute()
session.read_parquet(f"{folder}/outlines.parquet").to_view("texts")
outlines = session.sql("SELECT state, since, before, ST_GeomFromWKT(outline) AS outline FROM texts")
outlines.to_memtable().to_view("outlines")
session.read_parquet(f"{folder}/events.parquet").to_memtable().to_view("events")
join = """SELECT e.lon, e.lat, e.day, o.state FROM events e JOIN outlines o
          ON ST_Contains(o.outline, ST_Point(e.lon, e.lat)) AND e.day >= o.since AND e.day < o.before"""
rows = session.sql(join).count()
best = float("inf")
for _ in range(3):
    begin = time.process_time()
    session.sql(f"SELECT state, count(*) AS rows FROM ({join}) GROUP BY state").to_memtable()
    best = min(best, time.process_time() - begin)
print(rows, best)
