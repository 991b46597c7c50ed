/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.endings;

import io.github.bedrocktracing.testing.client.StreamConsumer;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/** A client of any service that makes calls of one operation. */
interface MatrixClient extends AutoCloseable {
  /** Starts a call. */
  Started start(RequestChange change, StreamConsumer consumer);

  @Override
  void close();

  /** Returns a client that is closed by closing what it calls with. */
  static MatrixClient of(AutoCloseable client, Starter starter) {
    return new MatrixClient() {
      @Override
      public Started start(RequestChange change, StreamConsumer consumer) {
        return starter.start(change, consumer);
      }

      @Override
      public void close() {
        try {
          client.close();
        } catch (Exception broken) {
          throw new IllegalStateException(broken);
        }
      }
    };
  }

  /** Makes a call that blocks, on a thread of its own. */
  static Started onThread(Supplier<?> call) {
    return Started.of(CompletableFuture.supplyAsync(call, task -> thread(task).start()));
  }

  private static Thread thread(Runnable task) {
    Thread thread = new Thread(task, "blocking-caller");
    thread.setDaemon(true);
    return thread;
  }

  /** Starts calls. */
  interface Starter {
    /** Starts a call. */
    Started start(RequestChange change, StreamConsumer consumer);
  }

  /**
   * A call that has been started.
   *
   * @param future what the SDK gave to the caller, who may cancel it
   * @param over completes when the caller has the whole answer
   */
  record Started(CompletableFuture<?> future, CompletableFuture<?> over) {
    static Started of(CompletableFuture<?> future) {
      return new Started(future, future);
    }
  }
}
