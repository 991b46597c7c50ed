/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.endings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.bedrocktracing.testing.client.AsyncCalls;
import io.github.bedrocktracing.testing.client.BedrockCalls;
import io.github.bedrocktracing.testing.client.ClientKind;
import io.github.bedrocktracing.testing.client.Clients;
import io.github.bedrocktracing.testing.client.Exchanges;
import io.github.bedrocktracing.testing.process.Garbage;
import io.github.bedrocktracing.testing.server.Reply;
import io.github.bedrocktracing.testing.server.ScriptedBedrock;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.awaitility.core.ConditionTimeoutException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttribute;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeAsyncClient;

/**
 * How long the SDK holds the attributes of untraced calls that are cancelled before the response.
 *
 * <p>Over HTTP/1.1 its pool may take back a connection that is just being closed. A closed
 * connection keeps the context of its last request, and the pool keeps the connection until it
 * looks for one to the same place. It prints how many are held, and asserts that such a look frees
 * them all.
 */
@Tag("control")
final class HeldCallsControlTest {
  private static final int CALLS = 200;
  private static final int AT_A_TIME = 32;

  @ParameterizedTest
  @EnumSource(names = {"ASYNC_HTTP_1_1", "ASYNC_HTTP_2"})
  void cancelledCalls_areHeldUntilTheirEndpointIsCalledAgain(ClientKind kind)
      throws InterruptedException, ExecutionException {
    Marking marking = new Marking();
    List<ScriptedBedrock> servers = new ArrayList<>();
    ExecutorService pool = Executors.newFixedThreadPool(AT_A_TIME);
    try {
      List<Future<ScriptedBedrock>> cancelled = new ArrayList<>();
      for (int i = 0; i < CALLS; i++) {
        cancelled.add(pool.submit(() -> cancelOne(kind, marking)));
      }
      for (Future<ScriptedBedrock> each : cancelled) {
        servers.add(each.get());
      }
    } finally {
      pool.shutdownNow();
    }
    try {
      await()
          .atMost(Duration.ofSeconds(15))
          .pollInterval(Duration.ofMillis(300))
          .until(marking::nothingHeld);
    } catch (ConditionTimeoutException held) {
      // Also an answer.
    }
    System.out.printf("control: %s, %d of %d held after 15 s%n", kind, marking.held(), CALLS);

    for (ScriptedBedrock server : servers) {
      try (BedrockCalls calls = new AsyncCalls(Clients.async(server, kind.protocol(), c -> {}))) {
        assertThat(calls.converse(Exchanges.converse()).failure()).isEmpty();
      }
      server.close();
    }

    Garbage.collectUntil(marking::nothingHeld);
  }

  private static ScriptedBedrock cancelOne(ClientKind kind, Marking marking) {
    Reply answer = Reply.json(Exchanges.CONVERSE_ANSWER);
    ScriptedBedrock server =
        ScriptedBedrock.start(List.of(answer.ending(Reply.Ending.SILENT), answer));
    try (BedrockRuntimeAsyncClient client =
        Clients.async(server, kind.protocol(), c -> c.addExecutionInterceptor(marking))) {
      CompletableFuture<?> future = client.converse(Exchanges.converse());
      await().atMost(Duration.ofSeconds(20)).until(() -> server.requests() > 0);
      future.cancel(true);
    }
    return server;
  }

  /** Puts an object into the attributes of each call, and knows whether it is still held. */
  private static final class Marking implements ExecutionInterceptor {
    private static final ExecutionAttribute<Object> MARK =
        new ExecutionAttribute<>("HeldCallsControlTest.mark");

    private final Queue<WeakReference<Object>> marks = new ConcurrentLinkedQueue<>();

    @Override
    public void beforeExecution(Context.BeforeExecution context, ExecutionAttributes attributes) {
      Object mark = new Object();
      attributes.putAttribute(MARK, mark);
      marks.add(new WeakReference<>(mark));
    }

    boolean nothingHeld() {
      System.gc();
      return held() == 0;
    }

    long held() {
      return marks.stream().filter(mark -> mark.get() != null).count();
    }
  }
}
