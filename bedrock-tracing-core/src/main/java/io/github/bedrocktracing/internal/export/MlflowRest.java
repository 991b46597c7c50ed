/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.export;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.bedrocktracing.MlflowDestination;
import io.github.bedrocktracing.internal.guard.Problem;
import io.github.bedrocktracing.internal.json.JsonObject;
import io.github.bedrocktracing.internal.json.JsonText;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** The calls to MLflow's REST interface by which an experiment is found, each bounded in time. */
final class MlflowRest {
  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(2);
  private static final long ANSWER_TIMEOUT_SECONDS = 4;
  private static final String EXPERIMENTS = "/api/2.0/mlflow/experiments/";

  /** The experiment that every server has. */
  private static final String DEFAULT_EXPERIMENT_ID = "0";

  private static final int UNAUTHORIZED = 401;
  private static final int FORBIDDEN = 403;
  private static final int OK = 200;

  private final MlflowDestination destination;
  private final HttpClient client =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(CONNECT_TIMEOUT)
          .build();

  MlflowRest(MlflowDestination destination) {
    this.destination = destination;
  }

  /** Returns the id of the experiment, which is made if it is given by name and not there. */
  String experimentId() throws Refusal {
    String name = destination.experimentName();
    if (name == null) {
      String id = destination.experimentId();
      return existing(id == null ? DEFAULT_EXPERIMENT_ID : id);
    }
    Answer found = get("get-by-name?experiment_name=" + URLEncoder.encode(name, UTF_8));
    if (found.is("RESOURCE_DOES_NOT_EXIST")) {
      Answer made = post("create", Map.of("name", name));
      if (!made.is("RESOURCE_ALREADY_EXISTS")) {
        return idOf(made.json());
      }
      // Another program was quicker.
      found = get("get-by-name?experiment_name=" + URLEncoder.encode(name, UTF_8));
    }
    return idOf(found.json().object("experiment"));
  }

  /** Returns the header that shows the credentials; null for none. */
  static @Nullable String authorization(MlflowDestination destination) {
    String username = destination.username();
    if (username != null) {
      String pair = username + ":" + destination.password();
      return "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(UTF_8));
    }
    return destination.token() == null ? null : "Bearer " + destination.token();
  }

  private String existing(String id) throws Refusal {
    Answer answer = get("get?experiment_id=" + URLEncoder.encode(id, UTF_8));
    if (answer.is("RESOURCE_DOES_NOT_EXIST") || answer.is("INVALID_PARAMETER_VALUE")) {
      throw new Refusal(Problem.MLFLOW_EXPERIMENT, "no experiment of id " + id + at());
    }
    return idOf(answer.json().object("experiment"));
  }

  private String idOf(JsonObject experiment) throws Refusal {
    String id = experiment.text("experiment_id");
    if (id == null) {
      throw new Refusal(Problem.MLFLOW_SERVER, "what answers is no MLflow server" + at());
    }
    if (experiment.text("lifecycle_stage", "active").equals("deleted")) {
      throw new Refusal(Problem.MLFLOW_EXPERIMENT, "experiment " + id + " is deleted" + at());
    }
    return id;
  }

  private Answer get(String call) throws Refusal {
    return send(request(call).GET());
  }

  private Answer post(String call, Map<String, String> body) throws Refusal {
    return send(
        request(call)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(JsonText.write(body))));
  }

  private HttpRequest.Builder request(String call) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(destination.trackingUri() + EXPERIMENTS + call));
    String authorization = authorization(destination);
    return authorization == null ? request : request.header("Authorization", authorization);
  }

  private Answer send(HttpRequest.Builder request) throws Refusal {
    // A time-out of the request would not cover the reading of its answer.
    CompletableFuture<HttpResponse<String>> sent =
        client.sendAsync(request.build(), BodyHandlers.ofString());
    HttpResponse<String> response;
    try {
      response = sent.get(ANSWER_TIMEOUT_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException failed) {
      throw new Refusal(Problem.MLFLOW_SERVER, "nothing listens" + at());
    } catch (TimeoutException slow) {
      sent.cancel(true);
      throw new Refusal(
          Problem.MLFLOW_SERVER, "no answer within " + ANSWER_TIMEOUT_SECONDS + " seconds" + at());
    } catch (InterruptedException stopped) {
      sent.cancel(true);
      Thread.currentThread().interrupt();
      throw new Refusal(Problem.MLFLOW_SERVER, "interrupted while asking" + at());
    }
    int status = response.statusCode();
    if (status == UNAUTHORIZED || status == FORBIDDEN) {
      throw new Refusal(Problem.MLFLOW_CREDENTIALS, "status " + status + at());
    }
    return new Answer(status, JsonObject.of(JsonText.parseStructure(response.body())));
  }

  private String at() {
    return " at " + destination;
  }

  /** An answer that is no refusal of the caller. */
  private record Answer(int status, JsonObject json) {
    boolean is(String errorCode) {
      return status != OK && json.text("error_code", "").equals(errorCode);
    }
  }

  /** Says why the server gave no experiment. */
  static final class Refusal extends Exception {
    private static final long serialVersionUID = 1L;

    private final Problem problem;
    private final String detail;

    Refusal(Problem problem, String detail) {
      super(detail);
      this.problem = problem;
      this.detail = detail;
    }

    Problem problem() {
      return problem;
    }

    String detail() {
      return detail;
    }
  }
}
