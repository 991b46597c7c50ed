/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.examples;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A dashboard of Grafana as its file describes it. */
final class GrafanaDashboard {
  static final Path FILE = Path.of("..", "dashboards", "bedrock-tracing.json");

  private final JsonNode json;

  private GrafanaDashboard(JsonNode json) {
    this.json = json;
  }

  static GrafanaDashboard read() {
    try {
      return new GrafanaDashboard(new ObjectMapper().readTree(Files.readString(FILE)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Returns the panels that show something, without the headings of rows. */
  List<JsonNode> panels() {
    List<JsonNode> panels = new ArrayList<>();
    json.path("panels")
        .forEach(
            panel -> {
              if (!panel.path("type").asText().equals("row")) {
                panels.add(panel);
              }
            });
    return panels;
  }

  /** Returns the names of the variables. */
  List<String> variables() {
    return json.at("/templating/list").findValuesAsText("name");
  }

  /** Returns every query with the panel that it is of. */
  List<Query> queries() {
    List<Query> queries = new ArrayList<>();
    for (JsonNode panel : panels()) {
      for (JsonNode target : panel.path("targets")) {
        queries.add(
            new Query(
                panel.path("title").asText() + " " + target.path("refId").asText(),
                target.path("expr").asText()));
      }
    }
    return queries;
  }

  /**
   * A query of a panel.
   *
   * @param name the title of the panel and the letter of the query
   * @param expression the query in PromQL, with Grafana's variables in it
   */
  record Query(String name, String expression) {
    /** Returns the query as Grafana would send it for one job and all models. */
    String forJob(String job) {
      return expression
          .replace("$__rate_interval", "30s")
          .replace("$__range", "5m")
          .replace("$job", job)
          .replace("$model", ".*");
    }
  }
}
