/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Every query of the dashboard has data in a real Prometheus, under either names of the metrics.
 */
@EnabledIfSystemProperty(named = "prometheus.test.uri", matches = "http.*")
class DashboardsIT {
  private static final String OPT_IN = "otel.semconv-stability.opt-in";
  private static final Duration PATIENCE = Duration.ofSeconds(150);

  @ParameterizedTest
  @CsvSource({"released, ''", "latest, gen_ai_latest_experimental"})
  void everyPanelHasData(String job, String optIn) {
    PrometheusServer prometheus = new PrometheusServer(System.getProperty("prometheus.test.uri"));
    List<GrafanaDashboard.Query> queries = GrafanaDashboard.read().queries();
    System.setProperty(OPT_IN, optIn);
    try (MetricsFeed feed =
        new MetricsFeed(Integer.getInteger("prometheus.test.port." + job).intValue())) {
      long deadline = System.nanoTime() + PATIENCE.toNanos();
      List<String> empty;
      do {
        // A rate needs a counter that grows between two visits of Prometheus.
        feed.round();
        empty =
            queries.stream()
                .filter(query -> !prometheus.hasData(query.forJob(job)))
                .map(GrafanaDashboard.Query::name)
                .toList();
      } while (!empty.isEmpty() && System.nanoTime() < deadline);
      assertThat(empty).isEmpty();
    } finally {
      System.clearProperty(OPT_IN);
    }
    assertThat(queries).hasSizeGreaterThan(20);
  }
}
