"""Item vectors by Spark's ALS, where a log outgrows one machine.

    spark-submit als.py events.parquet vectors --unit user_id --item item
    npx tailorbird vectors --factors vectors -o items.vectors --regularisation 0.3 --per event --alpha 3

Spark takes the regularisation times the number of a reader's events; `--per event` says so in the file, and devices do the same.
"""

import argparse

from pyspark.ml.recommendation import ALS
from pyspark.sql import SparkSession
from pyspark.sql import functions as F


def arguments():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("input", help="a path of Parquet, CSV or JSON lines, or with --table the name of a table")
    parser.add_argument("output", help="a folder, which is written as Parquet with id and features")
    parser.add_argument("--table", action="store_true", help="the input is a table of the catalogue")
    parser.add_argument("--unit", default="unit", help="the column of readers")
    parser.add_argument("--item", default="item", help="the column of items")
    parser.add_argument("--weight", help="the column of weights; without it each row counts 1")
    parser.add_argument("--dims", type=int, default=64)
    parser.add_argument("--regularisation", type=float, default=0.3)
    parser.add_argument("--alpha", type=float, default=3.0)
    parser.add_argument("--iterations", type=int, default=15)
    parser.add_argument("--min-readers", type=int, default=5, help="items with fewer readers are left out")
    parser.add_argument("--seed", type=int, default=1)
    return parser.parse_args()


def read(spark, args):
    if args.table:
        return spark.table(args.input)
    if args.input.endswith(".csv"):
        return spark.read.csv(args.input, header=True)
    if args.input.endswith((".json", ".jsonl", ".ndjson")):
        return spark.read.json(args.input)
    return spark.read.parquet(args.input)


def events(spark, args):
    """One row for each reader and item, with the sum of its weights."""
    weight = F.col(args.weight).cast("double") if args.weight else F.lit(1.0)
    rows = read(spark, args).select(
        F.col(args.unit).cast("string").alias("unit"),
        F.col(args.item).cast("string").alias("item"),
        weight.alias("weight"),
    )
    rows = rows.where("unit is not null and item is not null and weight > 0")
    rows = rows.groupBy("unit", "item").agg(F.sum("weight").alias("weight"))
    popular = rows.groupBy("item").count().where(F.col("count") >= args.min_readers).select("item")
    return rows.join(popular, "item").cache()


def numbered(rows, column):
    """Whole numbers for texts, which is what ALS takes."""
    texts = rows.select(column).distinct().sort(column).rdd.map(lambda row: row[0]).zipWithIndex()
    return texts.toDF([column, f"{column}_number"]).withColumn(f"{column}_number", F.col(f"{column}_number").cast("int"))


def main():
    args = arguments()
    spark = SparkSession.builder.appName("tailorbird-vectors").getOrCreate()
    rows = events(spark, args)
    items = numbered(rows, "item").cache()
    training = rows.join(items, "item").join(numbered(rows, "unit"), "unit")
    als = ALS(
        rank=args.dims,
        maxIter=args.iterations,
        regParam=args.regularisation,
        alpha=args.alpha,
        implicitPrefs=True,
        userCol="unit_number",
        itemCol="item_number",
        ratingCol="weight",
        seed=args.seed,
    )
    factors = als.fit(training).itemFactors
    named = factors.join(items, factors.id == items.item_number).select(items.item.alias("id"), "features")
    named.sort("id").write.mode("overwrite").parquet(args.output)
    print(f"{named.count()} vectors of {args.dims} numbers in {args.output}")
    spark.stop()


if __name__ == "__main__":
    main()
