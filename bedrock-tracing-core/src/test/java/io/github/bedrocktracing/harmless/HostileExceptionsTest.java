/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.harmless;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bedrocktracing.BedrockTracing;
import io.github.bedrocktracing.testing.client.Clients;
import io.github.bedrocktracing.testing.client.Exchanges;
import io.github.bedrocktracing.testing.server.FakeBedrock;
import io.github.bedrocktracing.testing.telemetry.Telemetry;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeClient;

/** Exceptions of the program's own that cannot be described: the span fails by their class. */
@Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class HostileExceptionsTest {
  private static final AttributeKey<String> ERROR_TYPE = AttributeKey.stringKey("error.type");

  @AutoClose private final Telemetry telemetry = Telemetry.create();
  private final BedrockTracing tracing =
      BedrockTracing.builder().openTelemetry(telemetry.openTelemetry()).build();

  /** With causes that throw or lead back to themselves the SDK itself fails, traced or not. */
  @ParameterizedTest
  @EnumSource(names = {"MESSAGE", "STACK_TRACE"})
  void exceptionOfACall_reachesTheCaller_andTheSpanFailsByItsClass(Hostile hostile) {
    RuntimeException thrown = hostile.exception();
    ExecutionInterceptor throwing =
        new ExecutionInterceptor() {
          @Override
          public void afterTransmission(
              Context.AfterTransmission context, ExecutionAttributes attributes) {
            throw thrown;
          }
        };
    try (FakeBedrock bedrock = FakeBedrock.start();
        BedrockRuntimeClient client =
            Clients.sync(bedrock, Clients.with(throwing, tracing.interceptor()))) {
      bedrock.answerJson("converse", Exchanges.CONVERSE_ANSWER);

      assertIsThrown(thrown, () -> client.converse(Exchanges.converse()));
    }
    assertFailedBy(thrown);
  }

  @ParameterizedTest
  @EnumSource
  void exceptionOfWork_reachesTheCaller_andTheSpanFailsByItsClass(Hostile hostile) {
    RuntimeException thrown = hostile.exception();

    assertIsThrown(
        thrown,
        () ->
            tracing
                .agent("weather")
                .run(
                    () -> {
                      throw thrown;
                    }));

    assertFailedBy(thrown);
  }

  @ParameterizedTest
  @EnumSource
  void exceptionOfAsynchronousWork_isThatOfItsFuture_andTheSpanFailsByItsClass(Hostile hostile) {
    RuntimeException thrown = hostile.exception();

    CompletableFuture<Void> future =
        tracing.tool("get_weather").callAsync(() -> CompletableFuture.failedFuture(thrown));

    assertThat(future).isCompletedExceptionally();
    assertFailedBy(thrown);
  }

  private void assertFailedBy(Throwable thrown) {
    SpanData span = telemetry.onlySpan();
    assertThat(span.getStatus().getStatusCode()).isEqualTo(StatusCode.ERROR);
    assertThat(span.getAttributes().get(ERROR_TYPE)).isEqualTo(thrown.getClass().getName());
  }

  /** Compares without asking the exception for anything, as an assertion's message would. */
  private static void assertIsThrown(Throwable expected, Runnable code) {
    boolean same = false;
    try {
      code.run();
    } catch (RuntimeException caught) {
      same = caught == expected;
    }
    assertThat(same).isTrue();
  }

  /** What is wrong with an exception. */
  private enum Hostile {
    MESSAGE {
      @Override
      RuntimeException exception() {
        return new RuntimeException() {
          @Override
          public String getMessage() {
            throw new UnsupportedOperationException("no message");
          }
        };
      }
    },
    CAUSE {
      @Override
      RuntimeException exception() {
        return new RuntimeException("no cause") {
          @Override
          public synchronized Throwable getCause() {
            throw new UnsupportedOperationException("no cause");
          }
        };
      }
    },
    STACK_TRACE {
      @Override
      @SuppressWarnings("NullAway")
      RuntimeException exception() {
        return new RuntimeException("no stack trace") {
          @Override
          public StackTraceElement[] getStackTrace() {
            return null;
          }
        };
      }
    },
    CAUSE_OF_ITS_CAUSE {
      @Override
      RuntimeException exception() {
        Wrapper first = new Wrapper();
        first.initCause(new CompletionException("wrapped too", first));
        return first;
      }
    };

    abstract RuntimeException exception();
  }

  private static final class Wrapper extends CompletionException {
    private static final long serialVersionUID = 1L;

    Wrapper() {
      super("wrapped");
    }
  }
}
