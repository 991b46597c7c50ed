/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.attaching;

import io.github.bedrocktracing.BedrockTracing;
import io.github.bedrocktracing.testing.client.PlainCall;
import io.opentelemetry.api.GlobalOpenTelemetry;
import java.net.URI;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeClient;

/** A program that calls Bedrock twice and tells what it sees; run in a process of its own. */
public final class CallingProgram {
  private CallingProgram() {}

  /** What the program does about tracing. */
  enum Step {
    /** Calls {@link BedrockTracing#autolog()}. */
    AUTOLOG,
    /** Puts two interceptors of the library on its client. */
    TWO_INTERCEPTORS,
    /** Puts an interceptor on its client that has nowhere to record to. */
    INTERCEPTOR_WITHOUT_OPENTELEMETRY,
    /** Flushes the library's configuration, and ends so that no exit hook runs. */
    FLUSH_AND_HALT,
    /** Closes the library's configuration, and ends so that no exit hook runs. */
    CLOSE_AND_HALT,
    /** Closes the library's configuration, calls again, and ends so that no exit hook runs. */
    CLOSE_AND_CALL
  }

  /** Runs the program; the first argument is Bedrock's address, the others are steps. */
  public static void main(String[] args) {
    Set<Step> steps = EnumSet.noneOf(Step.class);
    for (String step : Arrays.asList(args).subList(1, args.length)) {
      steps.add(Step.valueOf(step));
    }
    try (BedrockRuntimeClient client = client(URI.create(args[0]), steps)) {
      BedrockTracing tracing = BedrockTracing.builder().build();
      if (steps.contains(Step.CLOSE_AND_HALT)
          || steps.contains(Step.CLOSE_AND_CALL)
          || steps.contains(Step.FLUSH_AND_HALT)) {
        BedrockTracing.autolog(tracing);
      } else if (steps.contains(Step.AUTOLOG)) {
        BedrockTracing.autolog();
      }
      System.out.println("answer " + PlainCall.converse(client));
      System.out.println("answer " + PlainCall.converse(client));
      System.out.println("enabled " + BedrockTracing.isEnabled());
      System.out.println("global " + GlobalOpenTelemetry.isSet());
      System.out.println("threads " + threads());
      if (steps.contains(Step.CLOSE_AND_CALL)) {
        tracing.close();
        System.out.println("answer " + PlainCall.converse(client));
      }
      if (steps.contains(Step.FLUSH_AND_HALT)) {
        tracing.flush();
        System.out.flush();
        Runtime.getRuntime().halt(0);
      }
      if (steps.contains(Step.CLOSE_AND_HALT)) {
        tracing.close();
        System.out.flush();
        Runtime.getRuntime().halt(0);
      }
    }
  }

  private static BedrockRuntimeClient client(URI endpoint, Set<Step> steps) {
    ClientOverrideConfiguration.Builder configuration = ClientOverrideConfiguration.builder();
    if (steps.contains(Step.TWO_INTERCEPTORS)) {
      for (int i = 0; i < 2; i++) {
        configuration.addExecutionInterceptor(
            BedrockTracing.builder()
                .openTelemetry(io.opentelemetry.api.OpenTelemetry.noop())
                .build()
                .interceptor());
      }
    }
    if (steps.contains(Step.INTERCEPTOR_WITHOUT_OPENTELEMETRY)) {
      configuration.addExecutionInterceptor(BedrockTracing.builder().build().interceptor());
    }
    return BedrockRuntimeClient.builder()
        .endpointOverride(endpoint)
        .region(Region.US_EAST_1)
        .credentialsProvider(
            StaticCredentialsProvider.create(AwsBasicCredentials.create("akid", "secret")))
        .overrideConfiguration(configuration.build())
        .build();
  }

  private static String threads() {
    return Thread.getAllStackTraces().keySet().stream()
        .map(Thread::getName)
        .sorted()
        .collect(Collectors.joining(", "));
  }
}
