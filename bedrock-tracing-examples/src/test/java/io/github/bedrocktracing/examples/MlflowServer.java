/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.examples;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A real MLflow server, read back through its REST interface. */
final class MlflowServer {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final String uri;
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  MlflowServer(String uri) {
    this.uri = uri;
  }

  String uri() {
    return uri;
  }

  /** Returns the id of the experiment of a name. */
  String experimentId(String name) {
    String encoded = URLEncoder.encode(name, StandardCharsets.UTF_8);
    return get("/api/2.0/mlflow/experiments/get-by-name?experiment_name=" + encoded)
        .at("/experiment/experiment_id")
        .asText();
  }

  /** Returns a new experiment's id. */
  String createExperiment(String name) {
    String body = JSON.createObjectNode().put("name", name).toString();
    return post("/api/2.0/mlflow/experiments/create", body).path("experiment_id").asText();
  }

  /** Returns what the server tells of each trace of an experiment, oldest first. */
  List<JsonNode> traces(String experimentId) {
    String body =
        """
        {"locations":[{"type":"MLFLOW_EXPERIMENT","mlflow_experiment":{"experiment_id":"%s"}}],
         "max_results":100,"order_by":["timestamp_ms ASC"]}"""
            .formatted(experimentId);
    List<JsonNode> traces = new ArrayList<>();
    post("/api/3.0/mlflow/traces/search", body).path("traces").forEach(traces::add);
    return traces;
  }

  /** Returns the spans of a trace as the server's own pages get them. */
  List<JsonNode> spans(JsonNode trace) {
    String path = "/ajax-api/3.0/mlflow/get-trace-artifact?request_id=";
    List<JsonNode> spans = new ArrayList<>();
    get(path + trace.path("trace_id").asText()).path("spans").forEach(spans::add);
    return spans;
  }

  /** Returns an attribute as the server's pages read it: parsed once. */
  static JsonNode attribute(JsonNode span, String name) {
    JsonNode value = span.path("attributes").path(name);
    assertThat(value.isTextual()).as("%s in %s", name, span).isTrue();
    return parse(value.asText());
  }

  /** Returns whether a span has an attribute. */
  static boolean has(JsonNode span, String name) {
    return span.path("attributes").has(name);
  }

  /** Returns the JSON that a text is. */
  static JsonNode parse(String text) {
    try {
      return JSON.readTree(text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Returns the server's own version. */
  String version() {
    return text(HttpRequest.newBuilder(URI.create(uri + "/version")).GET());
  }

  /** Asserts whose trace it is. */
  void assertSessionAndUser(JsonNode trace, String session, String user) {
    String told = trace.at("/trace_metadata/mlflow.trace.session").asText();
    // The first servers that took OTLP left the session in quotes and the user out.
    if (version().matches("3\\.1[0-3]\\..*")) {
      assertThat(told).contains(session);
    } else {
      assertThat(told).isEqualTo(session);
      assertThat(trace.at("/trace_metadata/mlflow.trace.user").asText()).isEqualTo(user);
    }
  }

  /** Asserts a tag of a trace. */
  void assertTag(JsonNode trace, String name, String value) {
    // The first servers that took OTLP made no tags of attributes.
    if (!version().matches("3\\.1[0-2]\\..*")) {
      assertThat(trace.path("tags").path(name).asText()).as(name).isEqualTo(value);
    }
  }

  private JsonNode get(String path) {
    return parse(text(HttpRequest.newBuilder(URI.create(uri + path)).GET()));
  }

  private JsonNode post(String path, String body) {
    return parse(
        text(
            HttpRequest.newBuilder(URI.create(uri + path))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body))));
  }

  private String text(HttpRequest.Builder request) {
    try {
      HttpResponse<String> response =
          client.send(request.timeout(Duration.ofSeconds(30)).build(), BodyHandlers.ofString());
      assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
      return response.body();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
