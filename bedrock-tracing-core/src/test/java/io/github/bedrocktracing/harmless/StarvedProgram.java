/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.harmless;

import io.github.bedrocktracing.BedrockTracing;
import io.github.bedrocktracing.testing.client.Clients;
import io.github.bedrocktracing.testing.client.Exchanges;
import io.github.bedrocktracing.testing.client.StreamConsumer;
import io.github.bedrocktracing.testing.server.Reply;
import io.github.bedrocktracing.testing.server.ScriptedBedrock;
import io.github.bedrocktracing.testing.telemetry.Telemetry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.core.client.config.SdkAdvancedAsyncClientOption;
import software.amazon.awssdk.http.Protocol;
import software.amazon.awssdk.http.async.SdkAsyncHttpClient;
import software.amazon.awssdk.http.nio.netty.NettyNioAsyncHttpClient;
import software.amazon.awssdk.http.nio.netty.SdkEventLoopGroup;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeAsyncClient;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeClient;

/**
 * A program that has all the threads it needs, and from then on is denied any other: stacks are so
 * large that the limit of its address space has room for none, but for everything else.
 */
public final class StarvedProgram {
  /** The size of each stack, which is reserved and hardly used. */
  static final int STACK_KILOBYTES = 512 * 1024;

  private static final String SWITCH = "bedrock.tracing.enabled";
  private static final long ROOM_FOR_ALL_ELSE = STACK_KILOBYTES * 1024L / 2;
  private static final long PAGE_BYTES = 4096;
  private static final int FRAMES_BEFORE_SILENCE = 3;

  /** What traces its calls. */
  enum Tracing {
    UNTRACED,
    INTERCEPTOR,
    AUTOLOG
  }

  private final ScriptedBedrock unary =
      ScriptedBedrock.start(List.of(Reply.json(Exchanges.CONVERSE_ANSWER)));
  private final ScriptedBedrock streaming =
      ScriptedBedrock.start(List.of(Reply.stream(Exchanges.converseFrames())));
  private final ScriptedBedrock silent =
      ScriptedBedrock.start(
          List.of(
              Reply.stream(Arrays.copyOf(Exchanges.converseFrames(), FRAMES_BEFORE_SILENCE))
                  .ending(Reply.Ending.HANGING)));
  private final SdkAsyncHttpClient http =
      NettyNioAsyncHttpClient.builder()
          .eventLoopGroupBuilder(SdkEventLoopGroup.builder().numberOfThreads(1))
          .build();
  private final Consumer<ClientOverrideConfiguration.Builder> configuration;

  private StarvedProgram(Consumer<ClientOverrideConfiguration.Builder> configuration) {
    this.configuration = configuration;
  }

  /** Runs the program; the argument is what traces it. */
  public static void main(String[] args) throws Exception {
    Tracing tracing = Tracing.valueOf(args[0]);
    Telemetry telemetry = Telemetry.create();
    BedrockTracing own = BedrockTracing.builder().openTelemetry(telemetry.openTelemetry()).build();
    StarvedProgram program =
        new StarvedProgram(
            tracing == Tracing.INTERCEPTOR ? Clients.with(own.interceptor()) : c -> {});
    System.setProperty(SWITCH, "false");
    List<Callable<String>> calls = program.calls();
    for (Callable<String> call : calls) {
      call.call();
    }

    deny();
    System.out.println(isStarved() ? "starved" : "not starved");
    if (tracing != Tracing.UNTRACED) {
      System.clearProperty(SWITCH);
    }
    if (tracing == Tracing.AUTOLOG) {
      BedrockTracing.autolog();
    }
    for (Callable<String> call : calls) {
      System.out.println("call " + call.call());
    }
    own.shutdown();
    System.out.printf("spans begun %d, ended %d%n", telemetry.started(), telemetry.ended());
    System.out.println(isStarved() ? "still starved" : "no longer starved");
    System.out.flush();
    // Without the hooks of others, which would need threads.
    Runtime.getRuntime().halt(0);
  }

  private List<Callable<String>> calls() {
    BedrockRuntimeClient blocking = Clients.sync(unary, configuration);
    BedrockRuntimeAsyncClient async = client(unary);
    BedrockRuntimeAsyncClient streams = client(streaming);
    BedrockRuntimeAsyncClient silence = client(silent);
    return List.of(
        () -> String.valueOf(blocking.converse(Exchanges.converse())),
        () -> String.valueOf(async.converse(Exchanges.converse()).get(15, TimeUnit.SECONDS)),
        () -> stream(streams),
        () -> cancelledStream(silence),
        () -> stream(streams));
  }

  private static String stream(BedrockRuntimeAsyncClient client) throws Exception {
    StreamConsumer consumer = new StreamConsumer();
    client
        .converseStream(Exchanges.converseStream(), consumer.ofConverse())
        .get(15, TimeUnit.SECONDS);
    return consumer.events() + " events, the last of all told is " + last(consumer);
  }

  /** Cancels in mid-stream, which the library waits for a while to hear more of. */
  private static String cancelledStream(BedrockRuntimeAsyncClient client) {
    StreamConsumer consumer = new StreamConsumer();
    CompletableFuture<Void> call =
        client.converseStream(Exchanges.converseStream(), consumer.ofConverse());
    until(() -> consumer.events() == FRAMES_BEFORE_SILENCE);
    call.cancel(true);
    until(() -> last(consumer).contains("ancel"));
    return consumer.events() + " events, then cancelled";
  }

  /** Waits on this thread, as what waits on another would need one. */
  private static void until(BooleanSupplier reached) {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
    while (!reached.getAsBoolean()) {
      if (System.nanoTime() > deadline) {
        throw new IllegalStateException("it never came");
      }
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
    }
  }

  private static String last(StreamConsumer consumer) {
    List<?> received = consumer.received();
    return String.valueOf(received.get(received.size() - 1));
  }

  private BedrockRuntimeAsyncClient client(ScriptedBedrock bedrock) {
    return Clients.asyncBuilder(bedrock, Protocol.HTTP1_1, configuration)
        .httpClient(http)
        .asyncConfiguration(
            c ->
                c.advancedOption(
                    SdkAdvancedAsyncClientOption.FUTURE_COMPLETION_EXECUTOR, Runnable::run))
        .build();
  }

  /** Limits the address space to what it is now, and somewhat less than a stack more. */
  private static void deny() throws IOException, InterruptedException {
    String pages = Files.readString(Path.of("/proc/self/statm")).split(" ", 2)[0];
    long limit = Long.parseLong(pages) * PAGE_BYTES + ROOM_FOR_ALL_ELSE;
    new ProcessBuilder(
            "prlimit", "--pid", String.valueOf(ProcessHandle.current().pid()), "--as=" + limit)
        .inheritIO()
        .start()
        .waitFor();
  }

  private static boolean isStarved() {
    Thread one = new Thread(() -> {});
    try {
      one.start();
      one.join();
      return false;
    } catch (OutOfMemoryError denied) {
      return true;
    } catch (InterruptedException interrupted) {
      throw new IllegalStateException(interrupted);
    }
  }
}
