/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.endings;

import static org.awaitility.Awaitility.await;

import io.github.bedrocktracing.endings.MatrixOperation.RequestChange;
import io.github.bedrocktracing.testing.ClientKind;
import io.github.bedrocktracing.testing.Reply;
import io.github.bedrocktracing.testing.ScriptedBedrock;
import io.github.bedrocktracing.testing.StreamConsumer;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;

/** One way in which a call can go, put together step by step; by default nothing goes wrong. */
final class Fault {
  private final String name;
  private Function<MatrixOperation, List<Reply>> script = operation -> List.of(operation.answer());
  private BiPredicate<MatrixOperation, ClientKind> applies = (operation, kind) -> true;
  private Consumer<ClientOverrideConfiguration.Builder> client = c -> {};
  private Consumer<AwsRequestOverrideConfiguration.Builder> request = c -> {};
  private boolean unsendable;
  private Supplier<StreamConsumer> consumer = StreamConsumer::new;
  private Consumer<InFlight> disturbance = call -> {};
  private BiPredicate<MatrixOperation, ClientKind> races = (operation, kind) -> false;
  private Set<String> raceErrors = Set.of();
  private boolean knownAtRandom;
  private List<String> raceOutcomes = List.of();
  private boolean handlerIsToldAtRandom;
  private boolean refused;
  private boolean ownConnections;
  private boolean callerWaits = true;
  private int framesSeen = 1;

  private Fault(String name) {
    this.name = name;
  }

  static Fault named(String name) {
    return new Fault(name);
  }

  /** What the server does with the first request, the second, and so on. */
  Fault replies(Function<MatrixOperation, List<Reply>> replies) {
    script = replies;
    return this;
  }

  /** What the server does with every request. */
  Fault reply(Function<MatrixOperation, Reply> reply) {
    return replies(operation -> List.of(reply.apply(operation)));
  }

  Fault onlyFor(BiPredicate<MatrixOperation, ClientKind> which) {
    applies = which;
    return this;
  }

  Fault onlyStreams() {
    return onlyFor((operation, kind) -> operation.streams());
  }

  Fault onlyAsync() {
    return onlyFor((operation, kind) -> kind != ClientKind.SYNC);
  }

  Fault client(Consumer<ClientOverrideConfiguration.Builder> configuration) {
    client = configuration;
    return this;
  }

  Fault request(Consumer<AwsRequestOverrideConfiguration.Builder> configuration) {
    request = configuration;
    return this;
  }

  Fault unsendable() {
    unsendable = true;
    return this;
  }

  Fault consumer(Supplier<StreamConsumer> consumes) {
    consumer = consumes;
    return this;
  }

  /** What happens when the request has reached the server. */
  Fault onceSent(Consumer<InFlight> happens) {
    disturbance =
        call -> {
          // What waits outlives the wait, and must not hold the call.
          ScriptedBedrock bedrock = call.bedrock();
          await().atMost(Duration.ofSeconds(20)).until(() -> bedrock.requests() > 0);
          happens.accept(call);
        };
    return this;
  }

  /** What happens when the consumer has got so many events. */
  Fault onceSeen(int events, Consumer<InFlight> happens) {
    disturbance =
        call -> {
          StreamConsumer seeing = call.consumer();
          await().atMost(Duration.ofSeconds(20)).until(() -> seeing.events() >= events);
          happens.accept(call);
        };
    return this;
  }

  /**
   * The SDK is in a race with itself, and the caller sees one of these; streams end in one of these
   * ways.
   */
  Fault races(
      BiPredicate<MatrixOperation, ClientKind> where, List<String> outcomes, String... errorTypes) {
    races = where;
    raceOutcomes = outcomes;
    raceErrors = Set.of(errorTypes);
    return this;
  }

  /**
   * How often the SDK tells the handler of a stream of the error, and whether it meets a dead
   * connection on its way, differs from call to call.
   */
  Fault tellsHandlerAtRandom() {
    handlerIsToldAtRandom = true;
    return this;
  }

  /** The server is gone before the call. */
  Fault refused() {
    refused = true;
    return this;
  }

  /** The client has connections of its own, which are closed with it. */
  Fault ownConnections() {
    ownConnections = true;
    return this;
  }

  /** The caller's future never completes, and nobody waits for it. */
  Fault callerGivesUp() {
    callerWaits = false;
    return this;
  }

  /** How many frames of the last attempt are read for certain, where the operation streams. */
  Fault afterFrames(int count) {
    framesSeen = count;
    return this;
  }

  String name() {
    return name;
  }

  List<Reply> script(MatrixOperation operation) {
    return script.apply(operation);
  }

  boolean appliesTo(MatrixOperation operation, ClientKind kind) {
    return applies.test(operation, kind);
  }

  Consumer<ClientOverrideConfiguration.Builder> client() {
    return client;
  }

  RequestChange requestChange() {
    return new RequestChange(unsendable, request);
  }

  StreamConsumer newConsumer() {
    return consumer.get();
  }

  void disturb(InFlight call) {
    disturbance.accept(call);
  }

  /** The SDK tells of the end or lets go of the call in silence, as its race decides. */
  Fault knownBySignalOrCleaner() {
    knownAtRandom = true;
    return this;
  }

  /** Returns who knew of the end, as the table has it. */
  String known(String observed) {
    return knownAtRandom && (observed.equals("signal") || observed.equals("cleaner"))
        ? "signal or cleaner"
        : observed;
  }

  boolean isRace(MatrixOperation operation, ClientKind kind) {
    return races.test(operation, kind);
  }

  Set<String> raceErrors() {
    return raceErrors;
  }

  List<String> raceOutcomes() {
    return raceOutcomes;
  }

  boolean handlerIsToldAtRandom() {
    return handlerIsToldAtRandom;
  }

  boolean isRefused() {
    return refused;
  }

  boolean needsOwnConnections() {
    return ownConnections;
  }

  boolean callerWaits() {
    return callerWaits;
  }

  int framesSeen() {
    return framesSeen;
  }

  @Override
  public String toString() {
    return name;
  }
}
