/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.endings;

import io.github.bedrocktracing.testing.client.ClientKind;
import io.github.bedrocktracing.testing.client.Exchanges;
import io.github.bedrocktracing.testing.server.EventStreams;
import io.github.bedrocktracing.testing.server.Reply;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;

/** The operations of the matrix; each is asked to {@code Say hello}, and answers {@code Hello}. */
final class MatrixOperation {
  /** What each is asked. */
  static final String QUESTION = "Say hello";

  /** The one that counts tokens from the first frame on. */
  static final MatrixOperation INVOKE_MODEL_STREAM =
      new MatrixOperation(
          "InvokeModelWithResponseStream",
          Shape.EVENTS,
          Reply.stream(Exchanges.invokeModelFrames()),
          RuntimeClients::invokeModelStream,
          Recorded.OF_A_MODEL,
          Breaks.at(EventStreams.chunk("{\"type\":[]} }{"), "modelStreamErrorException"));

  /** One whose body is read when the call is over. */
  static final MatrixOperation INVOKE_AGENT_RUNTIME =
      new MatrixOperation(
          "InvokeAgentRuntime",
          Shape.BODY,
          AgentAnswers.serverSentEvents(),
          RuntimeAgentClients::invoke,
          Recorded.OF_AN_AGENT,
          Breaks.NOWHERE);

  private static final List<MatrixOperation> ALL =
      List.of(
          new MatrixOperation(
              "Converse",
              Shape.WHOLE,
              Reply.json(Exchanges.CONVERSE_ANSWER),
              RuntimeClients::converse,
              Recorded.OF_A_MODEL,
              Breaks.NOWHERE),
          new MatrixOperation(
              "InvokeModel",
              Shape.WHOLE,
              Reply.json(Exchanges.INVOKE_MODEL_ANSWER),
              RuntimeClients::invokeModel,
              Recorded.OF_A_MODEL,
              Breaks.NOWHERE),
          new MatrixOperation(
              "Retrieve",
              Shape.WHOLE,
              Reply.json(AgentAnswers.RETRIEVED),
              AgentClients::retrieve,
              new Recorded("gen_ai.retrieval.query.text", "gen_ai.retrieval.documents", false),
              Breaks.NOWHERE),
          new MatrixOperation(
              "ConverseStream",
              Shape.EVENTS,
              Reply.stream(Exchanges.converseFrames()),
              RuntimeClients::converseStream,
              Recorded.OF_A_MODEL,
              Breaks.at(
                  EventStreams.event("contentBlockDelta", "{\"contentBlockIndex\":[]} }{"),
                  "modelStreamErrorException")),
          INVOKE_MODEL_STREAM,
          new MatrixOperation(
              "InvokeAgent",
              Shape.EVENTS,
              Reply.stream(AgentAnswers.agentFrames()),
              AgentClients::invokeAgent,
              Recorded.OF_AN_AGENT,
              Breaks.at(
                  EventStreams.event("trace", "{\"trace\":[]} }{"), "dependencyFailedException")),
          new MatrixOperation(
              "InvokeFlow",
              Shape.EVENTS,
              Reply.stream(AgentAnswers.flowFrames()),
              AgentClients::invokeFlow,
              Recorded.OF_AN_AGENT,
              Breaks.at(
                  EventStreams.event("flowTraceEvent", "{\"trace\":[]} }{"),
                  "dependencyFailedException")),
          INVOKE_AGENT_RUNTIME);

  private final String sdkName;
  private final Shape shape;
  private final Reply answer;
  private final Function<ClientSetup, MatrixClient> client;
  private final Recorded recorded;
  private final Breaks breaks;

  private MatrixOperation(
      String sdkName,
      Shape shape,
      Reply answer,
      Function<ClientSetup, MatrixClient> client,
      Recorded recorded,
      Breaks breaks) {
    this.sdkName = sdkName;
    this.shape = shape;
    this.answer = answer;
    this.client = client;
    this.recorded = recorded;
    this.breaks = breaks;
  }

  /** Returns all, in the order of the table. */
  static List<MatrixOperation> all() {
    return ALL;
  }

  /** Returns the SDK's name of the operation. */
  String sdkName() {
    return sdkName;
  }

  Shape shape() {
    return shape;
  }

  /** Returns whether it answers piece by piece. */
  boolean streams() {
    return shape.streams();
  }

  /** Returns whether clients of a kind have the operation. */
  boolean existsOn(ClientKind kind) {
    return shape != Shape.EVENTS || kind != ClientKind.SYNC;
  }

  /** Connects a client that calls it. */
  MatrixClient connect(ClientSetup setup) {
    return client.apply(setup);
  }

  /** Returns the whole answer. */
  Reply answer() {
    return answer;
  }

  /** Returns what of the exchange a span holds. */
  Recorded recorded() {
    return recorded;
  }

  /** Returns a frame that is whole but for its JSON. */
  byte[] oddFrame() {
    return breaks.oddFrame;
  }

  /** Returns the name of an exception that breaks off a stream, and is not tried again. */
  String exception() {
    return breaks.exception;
  }

  /** Returns the first frames of the answer, and others after them. */
  Reply frames(int count, byte[]... more) {
    byte[][] first = answer.parts().subList(0, count).toArray(byte[][]::new);
    byte[][] all = Arrays.copyOf(first, count + more.length);
    System.arraycopy(more, 0, all, count, more.length);
    return answer.withParts(all);
  }

  @Override
  public String toString() {
    return sdkName;
  }

  /**
   * The attributes that hold what was asked and answered.
   *
   * @param countsTokens whether the call's own span counts tokens
   */
  record Recorded(String input, String output, boolean countsTokens) {
    private static final String INPUT = "gen_ai.input.messages";
    private static final String OUTPUT = "gen_ai.output.messages";
    static final Recorded OF_A_MODEL = new Recorded(INPUT, OUTPUT, true);
    static final Recorded OF_AN_AGENT = new Recorded(INPUT, OUTPUT, false);
  }

  /** What breaks a stream of events off: a frame with odd JSON, and an exception in the stream. */
  private static final class Breaks {
    static final Breaks NOWHERE = new Breaks(new byte[0], "");

    private final byte[] oddFrame;
    private final String exception;

    private Breaks(byte[] oddFrame, String exception) {
      this.oddFrame = oddFrame;
      this.exception = exception;
    }

    static Breaks at(byte[] oddFrame, String exception) {
      return new Breaks(oddFrame, exception);
    }
  }
}
