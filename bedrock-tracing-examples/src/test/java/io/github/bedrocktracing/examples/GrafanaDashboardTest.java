/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.examples;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * The dashboard can be imported: it names no data source of its own, and every panel says what it
 * shows.
 */
class GrafanaDashboardTest {
  private static final Pattern VARIABLE = Pattern.compile("\\$\\{?(\\w+)");

  private final GrafanaDashboard dashboard = GrafanaDashboard.read();

  @Test
  void panels_takeTheDataSourceOfTheVariable_andSayWhatTheyShow() {
    assertThat(dashboard.panels()).isNotEmpty();
    for (JsonNode panel : dashboard.panels()) {
      assertThat(panel.at("/datasource/uid").asText()).isEqualTo("${datasource}");
      assertThat(panel.path("title").asText()).isNotBlank();
      assertThat(panel.path("description").asText()).isNotBlank();
      assertThat(panel.at("/fieldConfig/defaults/unit").asText()).isNotBlank();
      assertThat(panel.path("targets")).isNotEmpty();
    }
    assertThat(dashboard.panels()).extracting(panel -> panel.path("id")).doesNotHaveDuplicates();
  }

  @Test
  void queries_useVariablesThatThereAre() {
    assertThat(dashboard.variables()).contains("datasource", "job", "model");
    for (GrafanaDashboard.Query query : dashboard.queries()) {
      assertThat(VARIABLE.matcher(query.expression()).results().map(found -> found.group(1)))
          .as(query.name())
          .isSubsetOf("job", "model", "__rate_interval", "__range");
    }
  }
}
