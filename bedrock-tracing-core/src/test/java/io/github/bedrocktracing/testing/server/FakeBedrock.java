/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.testing.server;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.urlMatching;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.extension.requestfilter.RequestFilterAction;
import com.github.tomakehurst.wiremock.extension.requestfilter.StubRequestFilterV2;
import com.github.tomakehurst.wiremock.http.HttpHeader;
import com.github.tomakehurst.wiremock.http.Request;
import com.github.tomakehurst.wiremock.stubbing.Scenario;
import com.github.tomakehurst.wiremock.stubbing.ServeEvent;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;

/**
 * A server on the loopback interface that answers Bedrock calls with prepared bytes, over HTTP/1.1
 * and HTTP/2 on the same port.
 */
public final class FakeBedrock implements BedrockServer {
  private static final String REQUEST_ID = "req-1";
  private static final String ANY_MODEL = "/model/[^/]+/";

  private final AtomicInteger requests = new AtomicInteger();
  private final WireMockServer server =
      new WireMockServer(options().dynamicPort().extensions(new Counter(requests)));

  private final int port;

  private FakeBedrock() {
    server.start();
    port = server.port();
  }

  /** Starts a server. */
  public static FakeBedrock start() {
    return new FakeBedrock();
  }

  @Override
  public URI endpoint() {
    return URI.create("http://localhost:" + port);
  }

  /** Returns the server's port, also when it has been closed. */
  public int port() {
    return port;
  }

  /** Forgets all answers and requests. */
  public void reset() {
    server.resetAll();
    requests.set(0);
  }

  /** Forgets the requests, and starts again with answers given in turn. */
  public void rewind() {
    server.resetScenarios();
    server.resetRequests();
    requests.set(0);
  }

  /** Returns the number of requests received since the last reset or rewinding. */
  @Override
  public int requests() {
    return requests.get();
  }

  /** Returns the requests received since the last reset, with their headers and bodies. */
  public List<String> received() {
    return server.getAllServeEvents().stream()
        .map(ServeEvent::getRequest)
        .map(request -> request.getHeaders() + request.getBodyAsString())
        .toList();
  }

  /** Answers an operation, such as {@code converse}, with JSON. */
  public void answerJson(String operation, String body) {
    answer(operation, response -> json(response, body));
  }

  /** Answers an operation, such as {@code converse-stream}, with an event stream. */
  public void answerStream(String operation, byte[] body) {
    answer(operation, response -> stream(response, body));
  }

  /** Answers an operation as an error. */
  public void answerError(String operation, int status, String type, String message) {
    answer(operation, response -> error(response, status, type, message));
  }

  /** Answers an operation with a response made to measure. */
  public void answer(String operation, UnaryOperator<ResponseDefinitionBuilder> response) {
    server.stubFor(
        post(urlMatching(ANY_MODEL + operation)).willReturn(response.apply(aResponse())));
  }

  /** Answers InvokeAgent and InvokeInlineAgent with a response made to measure. */
  public void answerAgent(UnaryOperator<ResponseDefinitionBuilder> response) {
    server.stubFor(post(urlMatching("/agents/.*")).willReturn(response.apply(aResponse())));
  }

  /** Answers InvokeAgent and InvokeInlineAgent with frames of an event stream. */
  public void answerAgent(byte[]... frames) {
    answerAgent(response -> stream(response, EventStreams.concat(frames)));
  }

  /** Answers whatever is posted to a path, given as a regular expression. */
  public void answerAt(String path, UnaryOperator<ResponseDefinitionBuilder> response) {
    server.stubFor(post(urlMatching(path)).willReturn(response.apply(aResponse())));
  }

  /** Answers whatever is sent to a path, given as a regular expression, by any method. */
  public void answerAnyAt(String path, UnaryOperator<ResponseDefinitionBuilder> response) {
    server.stubFor(any(urlMatching(path)).willReturn(response.apply(aResponse())));
  }

  /** Returns the headers of the only request received since the last reset, names in lower case. */
  public Map<String, String> onlyRequestHeaders() {
    Map<String, String> headers = new TreeMap<>();
    List<ServeEvent> events = server.getAllServeEvents();
    assertThat(events).hasSize(1);
    events
        .get(0)
        .getRequest()
        .getHeaders()
        .all()
        .forEach(h -> headers.put(h.key().toLowerCase(Locale.ROOT), h.firstValue()));
    return headers;
  }

  /** Returns all values of a header of the only request received since the last reset. */
  public List<String> onlyRequestHeader(String name) {
    List<ServeEvent> events = server.getAllServeEvents();
    assertThat(events).hasSize(1);
    HttpHeader header = events.get(0).getRequest().header(name);
    return header.isPresent() ? header.values() : List.of();
  }

  /** Answers the requests of an operation with one response after the other. */
  @SafeVarargs
  public final void answerInTurn(
      String operation, UnaryOperator<ResponseDefinitionBuilder>... responses) {
    for (int i = 0; i < responses.length; i++) {
      server.stubFor(
          post(urlMatching(ANY_MODEL + operation))
              .inScenario(operation)
              .whenScenarioStateIs(i == 0 ? Scenario.STARTED : "after-" + i)
              .willSetStateTo("after-" + Math.min(i + 1, responses.length - 1))
              .willReturn(responses[i].apply(aResponse())));
    }
  }

  /** Completes a response with JSON. */
  public static ResponseDefinitionBuilder json(ResponseDefinitionBuilder response, String body) {
    return json(response, body.getBytes(UTF_8));
  }

  /** Completes a response with bytes that claim to be JSON. */
  public static ResponseDefinitionBuilder json(ResponseDefinitionBuilder response, byte[] body) {
    return response
        .withStatus(200)
        .withHeader("Content-Type", "application/json")
        .withHeader("x-amzn-RequestId", REQUEST_ID)
        .withBody(body);
  }

  /** Completes a response with an event stream. */
  public static ResponseDefinitionBuilder stream(ResponseDefinitionBuilder response, byte[] body) {
    return response
        .withStatus(200)
        .withHeader("Content-Type", "application/vnd.amazon.eventstream")
        .withHeader("x-amzn-bedrock-content-type", "application/json")
        .withHeader("x-amzn-RequestId", REQUEST_ID)
        .withBody(body);
  }

  /** Completes a response as an error. */
  public static ResponseDefinitionBuilder error(
      ResponseDefinitionBuilder response, int status, String type, String message) {
    response
        .withStatus(status)
        .withHeader("Content-Type", "application/json")
        .withHeader("x-amzn-RequestId", REQUEST_ID)
        .withHeader("x-amzn-errortype", type + ":http://internal.amazon.com/coral/")
        .withBody("{\"message\":\"" + message + "\"}");
    // At the headers of a 5xx over HTTP/2 the SDK closes the connection for further requests; the
    // body comes later, lest the SDK race with itself over whether the next one is put on it.
    return status < 500 ? response : response.withChunkedDribbleDelay(2, 100);
  }

  @Override
  public void close() {
    server.stop();
  }

  /** Counts requests as they come; the server's own journal has them when they are answered. */
  private record Counter(AtomicInteger requests) implements StubRequestFilterV2 {
    @Override
    public RequestFilterAction filter(Request request, ServeEvent serveEvent) {
      requests.incrementAndGet();
      return RequestFilterAction.continueWith(request);
    }

    @Override
    public String getName() {
      return "counter";
    }
  }
}
