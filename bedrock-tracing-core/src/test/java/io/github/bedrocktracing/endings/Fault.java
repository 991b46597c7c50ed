/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.endings;

import static org.awaitility.Awaitility.await;

import io.github.bedrocktracing.testing.client.ClientKind;
import io.github.bedrocktracing.testing.client.StreamConsumer;
import io.github.bedrocktracing.testing.server.Reply;
import io.github.bedrocktracing.testing.server.ScriptedBedrock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.BiPredicate;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
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
  private final List<Race> races = new ArrayList<>();
  private final List<BiFunction<MatrixOperation, ClientKind, Set<Varying>>> varying =
      new ArrayList<>();
  private boolean refused;
  private boolean ownConnections;
  private boolean leftInPool;
  private Optional<Duration> callTimeout = Optional.empty();
  private BiPredicate<MatrixOperation, ClientKind> callerWaits = (operation, kind) -> true;
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

  /** Only where the answer comes piece by piece. */
  Fault onlyStreams() {
    return onlyFor((operation, kind) -> operation.streams());
  }

  /** Only where the answer is a stream of events. */
  Fault onlyEvents() {
    return onlyFor((operation, kind) -> operation.shape() == Shape.EVENTS);
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

  /** The SDK is in a race with itself over the end, which is one of these. */
  Fault races(BiPredicate<MatrixOperation, ClientKind> where, Observation... ends) {
    races.add(new Race(where, List.of(ends)));
    return this;
  }

  /** The asynchronous SDK gives the same end in one way or another. */
  Fault varies(Varying... what) {
    return varies((operation, kind) -> kind != ClientKind.SYNC, what);
  }

  /** The SDK gives the same end in one way or another. */
  Fault varies(BiPredicate<MatrixOperation, ClientKind> where, Varying... what) {
    varying.add((operation, kind) -> where.test(operation, kind) ? Set.of(what) : Set.of());
    return this;
  }

  /** Nobody listens where the client calls. */
  Fault refused() {
    refused = true;
    return this;
  }

  /** The client has connections of its own, which are closed with it. */
  Fault ownConnections() {
    ownConnections = true;
    return this;
  }

  /** The SDK's pool may hold the call until it looks for a connection to the same place. */
  Fault leftInPool() {
    leftInPool = true;
    return this;
  }

  /**
   * The time for the whole call runs out, but not before the request has reached the server and the
   * frames that are read for certain have been.
   */
  Fault timesOut(Duration time) {
    callTimeout = Optional.of(time);
    return this;
  }

  /** The caller is never told of an end, and does not wait for one. */
  Fault callerGivesUp() {
    return callerGivesUp((operation, kind) -> true);
  }

  /** The caller is never told of an end there, and does not wait for one. */
  Fault callerGivesUp(BiPredicate<MatrixOperation, ClientKind> where) {
    callerWaits = where.negate();
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

  /** Returns the ends between which the SDK's race with itself decides; none where it has none. */
  List<Observation> possibleEnds(MatrixOperation operation, ClientKind kind) {
    List<Observation> ends =
        races.stream()
            .filter(race -> race.where.test(operation, kind))
            .flatMap(race -> race.ends.stream())
            .toList();
    return operation.streams()
        ? ends
        : ends.stream().map(Observation::withoutStream).distinct().toList();
  }

  /** Returns what of the call differs from time to time without tracing. */
  Set<Varying> varying(MatrixOperation operation, ClientKind kind) {
    return varying.stream()
        .flatMap(rule -> rule.apply(operation, kind).stream())
        .collect(Collectors.toSet());
  }

  boolean isRefused() {
    return refused;
  }

  boolean needsOwnConnections() {
    return ownConnections;
  }

  boolean isLeftInPool(ClientKind kind) {
    return leftInPool && kind == ClientKind.ASYNC_HTTP_1_1;
  }

  Optional<Duration> callTimeout() {
    return callTimeout;
  }

  boolean callerWaits(MatrixOperation operation, ClientKind kind) {
    return callerWaits.test(operation, kind);
  }

  int framesSeen() {
    return framesSeen;
  }

  @Override
  public String toString() {
    return name;
  }

  /** A race of the SDK with itself, where it has one, and the ends that it may come to. */
  private record Race(BiPredicate<MatrixOperation, ClientKind> where, List<Observation> ends) {}
}
