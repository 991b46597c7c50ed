/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.examples.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.metrics.DoubleHistogram;
import io.opentelemetry.api.metrics.Meter;
import io.opentelemetry.sdk.metrics.SdkMeterProvider;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class MetricTableTest {
  private final CollectingMetricReader reader = new CollectingMetricReader();
  private final SdkMeterProvider provider =
      SdkMeterProvider.builder().registerMetricReader(reader).build();
  private final Meter meter = provider.get("test");

  @AfterEach
  void close() {
    provider.close();
  }

  @Test
  void of_showsHistogramsByModelAndSplit() {
    DoubleHistogram duration = meter.histogramBuilder("b.duration").setUnit("s").build();
    duration.record(0.25, model("nova"));
    duration.record(1.125, model("nova"));
    duration.record(0.5, model("claude").toBuilder().put("error.type", "Timeout").build());
    meter
        .histogramBuilder("a.tokens")
        .setUnit("{token}")
        .ofLongs()
        .build()
        .record(1431, model("nova").toBuilder().put("gen_ai.token.type", "input").build());

    assertThat(MetricTable.of(reader.metrics()))
        .isEqualTo(
            """
            a.tokens  [{token}]
              model         count   sum   min   max
              nova   input      1  1431  1431  1431

            b.duration  [s]
              model            count    sum    min    max
              claude  Timeout      1  0.500  0.500  0.500
              nova                 2  1.375  0.250  1.125
            """);
  }

  @Test
  void of_showsCountersAndPointsWithoutModel() {
    meter.counterBuilder("calls").setUnit("{call}").build().add(3);

    assertThat(MetricTable.of(reader.metrics()))
        .isEqualTo(
            """
            calls  [{call}]
              model    count  sum  min  max
              -                 3
            """);
  }

  private static Attributes model(String id) {
    return Attributes.builder().put("gen_ai.request.model", id).build();
  }
}
