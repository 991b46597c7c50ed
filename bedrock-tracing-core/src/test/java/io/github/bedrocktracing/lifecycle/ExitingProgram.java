/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.lifecycle;

import io.github.bedrocktracing.BedrockTracing;
import io.github.bedrocktracing.testing.client.PlainCall;
import io.opentelemetry.api.GlobalOpenTelemetry;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.trace.ReadWriteSpan;
import io.opentelemetry.sdk.trace.ReadableSpan;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.SpanProcessor;
import java.net.URI;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeAsyncClient;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseStreamResponseHandler;

/** A program that exits in the middle of a stream; run in a process of its own. */
public final class ExitingProgram {
  /** How long something slow takes at most, in milliseconds. */
  private static final long SLOW_MILLIS = 400;

  private static final AtomicBoolean SLOW = new AtomicBoolean(true);

  private ExitingProgram() {}

  /** How the program traces. */
  enum Telemetry {
    /** With an OpenTelemetry that it gives to the library. */
    GIVEN,
    /** With the global OpenTelemetry. */
    GLOBAL,
    /** With the SDK that the library makes. */
    OWN,
    /** The same, where a span takes a while to be ended. */
    OWN_AND_SLOW
  }

  /** Runs the program; the arguments are Bedrock's address and how it traces. */
  public static void main(String[] args) throws InterruptedException {
    ClientOverrideConfiguration.Builder configuration = ClientOverrideConfiguration.builder();
    switch (Telemetry.valueOf(args[1])) {
      case GIVEN ->
          configuration.addExecutionInterceptor(
              BedrockTracing.builder().openTelemetry(printing()).build().interceptor());
      case GLOBAL -> {
        GlobalOpenTelemetry.set(printing());
        BedrockTracing.autolog();
      }
      case OWN -> BedrockTracing.autolog();
      case OWN_AND_SLOW ->
          BedrockTracing.autolog(
              BedrockTracing.builder()
                  .captureContent(true)
                  .contentRedactor(ExitingProgram::redactSlowly)
                  .build());
    }
    BedrockRuntimeAsyncClient client =
        BedrockRuntimeAsyncClient.builder()
            .endpointOverride(URI.create(args[0]))
            .region(Region.US_EAST_1)
            .credentialsProvider(
                StaticCredentialsProvider.create(AwsBasicCredentials.create("akid", "secret")))
            .overrideConfiguration(configuration.build())
            .build();
    CountDownLatch inMidStream = new CountDownLatch(1);
    CompletableFuture<Void> call =
        client.converseStream(
            PlainCall.converseStream(),
            ConverseStreamResponseHandler.builder()
                .subscriber(event -> inMidStream.countDown())
                .build());
    inMidStream.await();
    System.exit(call.isDone() ? 1 : 0);
  }

  /** At first, goes on when the SDK's own hook has run, if that does not wait for this. */
  private static String redactSlowly(String text) {
    if (SLOW.getAndSet(false)) {
      awaitExitOfTheSdk();
    }
    return text;
  }

  private static void awaitExitOfTheSdk() {
    for (Thread thread : Thread.getAllStackTraces().keySet()) {
      if (thread.getName().equals("bedrock-tracing-exit") && thread != Thread.currentThread()) {
        try {
          thread.join(SLOW_MILLIS);
        } catch (InterruptedException interrupted) {
          Thread.currentThread().interrupt();
        }
      }
    }
  }

  private static OpenTelemetry printing() {
    return OpenTelemetrySdk.builder()
        .setTracerProvider(SdkTracerProvider.builder().addSpanProcessor(new Printer()).build())
        .build();
  }

  /** Prints each span that has ended, at once. */
  private static final class Printer implements SpanProcessor {
    @Override
    public void onStart(Context parentContext, ReadWriteSpan span) {}

    @Override
    public boolean isStartRequired() {
      return false;
    }

    @Override
    public void onEnd(ReadableSpan span) {
      System.out.println(
          "ended "
              + span.getName()
              + " "
              + span.getAttribute(AttributeKey.stringKey("error.type"))
              + " "
              + span.getAttribute(AttributeKey.stringKey("aws.bedrock.stream.outcome")));
    }

    @Override
    public boolean isEndRequired() {
      return true;
    }
  }
}
