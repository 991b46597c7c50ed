/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.harmless;

import io.github.bedrocktracing.BedrockSession;
import io.github.bedrocktracing.BedrockTracing;
import io.github.bedrocktracing.TracedWork;
import io.github.bedrocktracing.testing.client.PlainCall;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.ContextStorage;
import io.opentelemetry.context.Scope;
import java.net.URI;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeClient;

/** A program around the library that is broken, or changes its mind at an awkward moment. */
public final class HostileProgram {
  private HostileProgram() {}

  /** What is wrong with the program. */
  enum Fault {
    /** The current context cannot be asked for. */
    CONTEXT_THROWS,
    /** Tracing is switched off while the first call still makes ready for it. */
    DISABLES_DURING_FIRST_CALL
  }

  /** Runs the program; the arguments are Bedrock's address and the fault. */
  public static void main(String[] args) {
    switch (Fault.valueOf(args[1])) {
      case CONTEXT_THROWS -> {
        ContextStorage.addWrapper(BrokenStorage::new);
        BedrockTracing.autolog();
      }
      case DISABLES_DURING_FIRST_CALL ->
          Logger.getLogger("io.github.bedrocktracing").addHandler(new DisablingHandler());
    }
    try (BedrockRuntimeClient client =
        BedrockRuntimeClient.builder()
            .endpointOverride(URI.create(args[0]))
            .region(Region.US_EAST_1)
            .credentialsProvider(
                StaticCredentialsProvider.create(AwsBasicCredentials.create("akid", "secret")))
            .build()) {
      System.out.println("answer " + PlainCall.converse(client));
      System.out.println("enabled " + BedrockTracing.isEnabled());
      System.out.println("work " + TracedWork.agent("agent").call(() -> "done"));
      System.out.println(
          "session "
              + BedrockSession.builder()
                  .sessionId("s")
                  .build()
                  .call(() -> PlainCall.converse(client)));
    }
  }

  /** A storage that keeps contexts and throws something else each time it is asked for one. */
  private record BrokenStorage(ContextStorage storage) implements ContextStorage {
    private static final AtomicInteger ASKED = new AtomicInteger();

    @Override
    public Scope attach(Context toAttach) {
      return storage.attach(toAttach);
    }

    @Override
    public Context current() {
      switch (ASKED.getAndIncrement() % 4) {
        case 0 -> throw new IllegalStateException("on purpose");
        case 1 -> throw new AssertionError("on purpose");
        case 2 -> throw new StackOverflowError("on purpose");
        default -> throw new NoClassDefFoundError("on/Purpose");
      }
    }
  }

  /** Switches tracing off when the library logs, which it does while it sets itself up. */
  private static final class DisablingHandler extends Handler {
    @Override
    public void publish(LogRecord line) {
      System.out.println("disabled while set up");
      BedrockTracing.disable();
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
  }
}
