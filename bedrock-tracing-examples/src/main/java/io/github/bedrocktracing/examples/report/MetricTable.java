/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.examples.report;

import static java.util.Comparator.comparing;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.sdk.metrics.data.HistogramPointData;
import io.opentelemetry.sdk.metrics.data.LongPointData;
import io.opentelemetry.sdk.metrics.data.MetricData;
import io.opentelemetry.sdk.metrics.data.PointData;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The text of metrics: a heading for each metric, and a row for each of its points. */
public final class MetricTable {
  private static final AttributeKey<String> MODEL = AttributeKey.stringKey("gen_ai.request.model");

  /** The attributes that split a model's points further. */
  private static final List<AttributeKey<String>> SPLITS =
      List.of(AttributeKey.stringKey("gen_ai.token.type"), AttributeKey.stringKey("error.type"));

  private static final List<String> HEADINGS = List.of("model", "", "count", "sum", "min", "max");
  private static final int TEXT_COLUMNS = 2;

  private MetricTable() {}

  /** Returns the metrics in the order of their names. */
  public static String of(Collection<MetricData> metrics) {
    return metrics.stream()
        .sorted(comparing(MetricData::getName))
        .map(MetricTable::text)
        .collect(Collectors.joining("\n"));
  }

  private static String text(MetricData metric) {
    TextTable table = new TextTable(TEXT_COLUMNS);
    table.add(HEADINGS);
    metric.getData().getPoints().stream()
        .map(MetricTable::row)
        .sorted(comparing((List<String> row) -> row.get(0)).thenComparing(row -> row.get(1)))
        .forEach(table::add);
    return metric.getName() + "  [" + metric.getUnit() + "]\n" + table.text("  ");
  }

  private static List<String> row(PointData point) {
    Attributes attributes = point.getAttributes();
    String model = Objects.requireNonNullElse(attributes.get(MODEL), "-");
    String split =
        SPLITS.stream()
            .map(attributes::get)
            .filter(Objects::nonNull)
            .collect(Collectors.joining(" "));
    return Stream.concat(Stream.of(model, split), numbers(point).stream()).toList();
  }

  private static List<String> numbers(PointData point) {
    if (point instanceof HistogramPointData histogram) {
      return List.of(
          Long.toString(histogram.getCount()),
          number(histogram.getSum()),
          number(histogram.getMin()),
          number(histogram.getMax()));
    }
    if (point instanceof LongPointData sum) {
      return List.of("", Long.toString(sum.getValue()), "", "");
    }
    return List.of("", "", "", "");
  }

  /** Returns a count without decimals, and anything else with three. */
  private static String number(double value) {
    return value == Math.rint(value)
        ? Long.toString((long) value)
        : String.format(Locale.ROOT, "%.3f", value);
  }
}
