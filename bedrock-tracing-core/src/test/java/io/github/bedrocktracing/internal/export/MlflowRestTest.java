/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.export;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sun.net.httpserver.HttpServer;
import io.github.bedrocktracing.MlflowDestination;
import io.github.bedrocktracing.internal.guard.Problem;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** How an experiment is found, and what the program is told when it is not. */
class MlflowRestTest {
  private FakeMlflow server;

  @BeforeEach
  void start() throws IOException {
    server = new FakeMlflow().with("prod", "12").with("old", "9");
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void withoutAnExperiment_itIsTheDefaultOne() throws Exception {
    assertThat(find(at())).isEqualTo("0");
  }

  @Test
  void experimentOfAnId_isAskedFor() throws Exception {
    assertThat(find(at().experimentId("12"))).isEqualTo("12");
    assertThat(server.requests()).containsExactly("GET /api/2.0/mlflow/experiments/get");
  }

  @Test
  void experimentOfAName_isFound() throws Exception {
    assertThat(find(at().experimentName("prod"))).isEqualTo("12");
  }

  @Test
  void experimentOfANewName_isMade() throws Exception {
    assertThat(find(at().experimentName("new & shiny"))).isEqualTo("77");
    assertThat(find(at().experimentName("new & shiny"))).isEqualTo("77");
    assertThat(server.requests()).containsOnlyOnce("POST /api/2.0/mlflow/experiments/create");
  }

  @Test
  void unknownExperiment_isNamed() {
    MlflowRest.Refusal refusal = refusal(at().experimentId("404"));

    assertThat(refusal.problem()).isEqualTo(Problem.MLFLOW_EXPERIMENT);
    assertThat(refusal.detail()).contains("404").contains(server.uri());
  }

  @Test
  void deletedExperiment_isToldOf() {
    assertThat(refusal(at().experimentName("old")).problem()).isEqualTo(Problem.MLFLOW_EXPERIMENT);
  }

  @Test
  void refusedCredentials_areToldOf_andNotShown() {
    server.wanting("Bearer right");
    MlflowRest.Refusal refusal = refusal(at().token("wr0ng"));

    assertThat(refusal.problem()).isEqualTo(Problem.MLFLOW_CREDENTIALS);
    assertThat(refusal.detail()).contains("401").doesNotContain("wr0ng");
  }

  @Test
  void credentials_areShown() throws Exception {
    server.wanting("Bearer right");
    assertThat(find(at().token("right"))).isEqualTo("0");

    server.wanting("Basic dXNlcjpww6Rzcw==");
    assertThat(find(at().credentials("user", "p\u00e4ss"))).isEqualTo("0");
  }

  @Test
  void nothingThatListens_isToldOf() throws IOException {
    int port;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = socket.getLocalPort();
    }
    MlflowRest.Refusal refusal = refusal(MlflowDestination.of("http://localhost:" + port));

    assertThat(refusal.problem()).isEqualTo(Problem.MLFLOW_SERVER);
    assertThat(refusal.detail()).contains("nothing listens at http://localhost:" + port);
  }

  @Test
  void anotherServer_isToldOf() throws IOException {
    HttpServer other =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    other.createContext(
        "/",
        exchange -> {
          exchange.sendResponseHeaders(200, 2);
          exchange.getResponseBody().write("hi".getBytes(UTF_8));
          exchange.close();
        });
    other.start();
    try {
      MlflowRest.Refusal refusal =
          refusal(MlflowDestination.of("http://localhost:" + other.getAddress().getPort()));

      assertThat(refusal.problem()).isEqualTo(Problem.MLFLOW_SERVER);
      assertThat(refusal.detail()).contains("no MLflow server");
    } finally {
      other.stop(0);
    }
  }

  /** The server ends its answer only when it is closed. */
  @Test
  @Timeout(60)
  void answerThatDoesNotEnd_isGivenUp() {
    server.stalling();

    MlflowRest.Refusal refusal = refusal(at());

    assertThat(refusal.problem()).isEqualTo(Problem.MLFLOW_SERVER);
    assertThat(refusal.detail()).contains("no answer within");
  }

  private MlflowDestination at() {
    return MlflowDestination.of(server.uri());
  }

  private static String find(MlflowDestination destination) throws MlflowRest.Refusal {
    return new MlflowRest(destination).experimentId();
  }

  private static MlflowRest.Refusal refusal(MlflowDestination destination) {
    return catchThrowableOfType(MlflowRest.Refusal.class, () -> find(destination));
  }
}
