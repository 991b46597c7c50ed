/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.neighbours;

import com.amazonaws.xray.AWSXRay;
import com.amazonaws.xray.AWSXRayRecorderBuilder;
import com.amazonaws.xray.strategy.sampling.AllSamplingStrategy;
import io.github.bedrocktracing.BedrockTracing;
import io.github.bedrocktracing.testing.client.AgentCoreClients;
import io.github.bedrocktracing.testing.client.PlainCall;
import io.opentelemetry.api.GlobalOpenTelemetry;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.sdk.autoconfigure.AutoConfiguredOpenTelemetrySdk;
import java.io.IOException;
import java.io.InputStream;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.net.URI;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.bedrockagentcore.BedrockAgentCoreClient;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeAsyncClient;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeClient;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseStreamResponseHandler;

/**
 * A program that calls Bedrock where other instrumentation of the SDK is at work too; run in a
 * process of its own.
 */
public final class NeighboursProgram {
  private NeighboursProgram() {}

  /** What the program does. */
  enum Step {
    /** Calls {@link BedrockTracing#autolog()}. */
    AUTOLOG,
    /** Registers a global OpenTelemetry, and puts the instrumentation's interceptor before ours. */
    LIBRARY_FIRST,
    /** Registers a global OpenTelemetry, and puts the instrumentation's interceptor behind ours. */
    LIBRARY_LAST,
    /** Makes the calls within a segment of the X-Ray SDK. */
    XRAY_SEGMENT,
    /** Calls Converse on a blocking client. */
    CONVERSE,
    /** Calls Converse on an asynchronous client. */
    CONVERSE_ASYNC,
    /** Calls ConverseStream. */
    CONVERSE_STREAM,
    /** Calls InvokeAgentRuntime, of which the instrumentation makes a plain span. */
    INVOKE_RUNTIME
  }

  /** Runs the program; the first argument is Bedrock's address, the others are steps. */
  public static void main(String[] args) throws Throwable {
    Set<Step> steps = EnumSet.noneOf(Step.class);
    for (String step : Arrays.asList(args).subList(1, args.length)) {
      steps.add(Step.valueOf(step));
    }
    ClientOverrideConfiguration.Builder configuration = ClientOverrideConfiguration.builder();
    if (steps.contains(Step.LIBRARY_FIRST) || steps.contains(Step.LIBRARY_LAST)) {
      OpenTelemetry openTelemetry =
          AutoConfiguredOpenTelemetrySdk.builder()
              .setResultAsGlobal()
              .build()
              .getOpenTelemetrySdk();
      ExecutionInterceptor ours = BedrockTracing.builder().build().interceptor();
      ExecutionInterceptor theirs = libraryInterceptor(openTelemetry);
      configuration.addExecutionInterceptor(steps.contains(Step.LIBRARY_FIRST) ? theirs : ours);
      configuration.addExecutionInterceptor(steps.contains(Step.LIBRARY_FIRST) ? ours : theirs);
    }
    if (steps.contains(Step.AUTOLOG)) {
      BedrockTracing.autolog();
    }
    System.out.println("global " + GlobalOpenTelemetry.isSet());
    if (steps.contains(Step.XRAY_SEGMENT)) {
      AWSXRay.setGlobalRecorder(
          AWSXRayRecorderBuilder.standard()
              .withSamplingStrategy(new AllSamplingStrategy())
              .build());
      AWSXRay.beginSegment("program");
    }
    call(URI.create(args[0]), configuration.build(), steps);
    if (steps.contains(Step.XRAY_SEGMENT)) {
      AWSXRay.endSegment();
    }
    System.out.println(
        "threads "
            + Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .sorted()
                .collect(Collectors.joining(", ")));
  }

  private static void call(URI endpoint, ClientOverrideConfiguration config, Set<Step> steps)
      throws Exception {
    if (steps.contains(Step.CONVERSE)) {
      try (BedrockRuntimeClient client =
          configured(BedrockRuntimeClient.builder(), endpoint, config).build()) {
        System.out.println("answer " + PlainCall.converse(client));
      }
    }
    if (steps.contains(Step.CONVERSE_ASYNC) || steps.contains(Step.CONVERSE_STREAM)) {
      try (BedrockRuntimeAsyncClient client =
          configured(BedrockRuntimeAsyncClient.builder(), endpoint, config).build()) {
        if (steps.contains(Step.CONVERSE_ASYNC)) {
          client.converse(PlainCall.converse()).get();
        }
        if (steps.contains(Step.CONVERSE_STREAM)) {
          client
              .converseStream(
                  PlainCall.converseStream(),
                  ConverseStreamResponseHandler.builder().subscriber(event -> {}).build())
              .get();
        }
        System.out.println("answered");
      }
    }
    if (steps.contains(Step.INVOKE_RUNTIME)) {
      invokeRuntime(endpoint, config);
    }
  }

  private static void invokeRuntime(URI endpoint, ClientOverrideConfiguration config)
      throws IOException {
    try (BedrockAgentCoreClient client =
            configured(BedrockAgentCoreClient.builder(), endpoint, config).build();
        InputStream answer = client.invokeAgentRuntime(AgentCoreClients.request())) {
      System.out.println("answer " + answer.readAllBytes().length);
    }
  }

  private static <B extends AwsClientBuilder<B, ?>> B configured(
      B builder, URI endpoint, ClientOverrideConfiguration configuration) {
    return builder
        .endpointOverride(endpoint)
        .region(Region.US_EAST_1)
        .credentialsProvider(
            StaticCredentialsProvider.create(AwsBasicCredentials.create("akid", "secret")))
        .overrideConfiguration(configuration);
  }

  /**
   * The library is on the class path with a profile alone. Its other methods name clients that are
   * not there, so that nothing may list them.
   */
  private static ExecutionInterceptor libraryInterceptor(OpenTelemetry openTelemetry)
      throws Throwable {
    Class<?> telemetry =
        Class.forName("io.opentelemetry.instrumentation.awssdk.v2_2.AwsSdkTelemetry");
    MethodHandles.Lookup lookup = MethodHandles.publicLookup();
    Object made =
        lookup
            .findStatic(telemetry, "create", MethodType.methodType(telemetry, OpenTelemetry.class))
            .invoke(openTelemetry);
    return (ExecutionInterceptor)
        lookup
            .findVirtual(
                telemetry,
                "createExecutionInterceptor",
                MethodType.methodType(ExecutionInterceptor.class))
            .invoke(made);
  }
}
