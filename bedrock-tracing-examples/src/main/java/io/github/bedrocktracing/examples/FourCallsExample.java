/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.examples;

import static io.github.bedrocktracing.examples.ExampleSettings.CONVERSE_MODEL;
import static io.github.bedrocktracing.examples.ExampleSettings.CONVERSE_STREAM_MODEL;
import static io.github.bedrocktracing.examples.ExampleSettings.INVOKE_MODEL;
import static io.github.bedrocktracing.examples.ExampleSettings.INVOKE_STREAM_MODEL;

import io.github.bedrocktracing.BedrockTracing;
import io.github.bedrocktracing.ContentCapture;
import io.github.bedrocktracing.examples.embedded.EmbeddedBedrock;
import io.github.bedrocktracing.examples.report.ExampleTelemetry;
import io.github.bedrocktracing.examples.report.MetricTable;
import io.github.bedrocktracing.examples.report.TraceTree;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import java.io.PrintStream;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.bedrockagentruntime.BedrockAgentRuntimeAsyncClient;

/**
 * The example to begin with: makes four calls, a failing one and one of a managed agent, and shows
 * what was traced.
 *
 * <p>The same is on a page of HTML, with what was asked and answered. It needs neither an AWS
 * account nor a collector; with {@code --live} it calls AWS, and with {@code
 * OTEL_EXPORTER_OTLP_ENDPOINT} set it sends the same data to a collector as well.
 */
public final class FourCallsExample {
  private static final String NO_SUCH_MODEL = "example.no-such-model-v1:0";
  private static final int FAILURE = 1;
  private static final int WRONG_ARGUMENTS = 2;

  private final ExampleSettings settings;
  private final PrintStream out;

  private FourCallsExample(ExampleSettings settings, PrintStream out) {
    this.settings = settings;
    this.out = out;
  }

  /** Runs the example with the arguments that {@link ExampleSettings#USAGE} lists. */
  public static void main(String[] args) throws InterruptedException {
    int status = run(args, System.getenv(), System.out);
    if (status != 0) {
      System.exit(status);
    }
  }

  /** Runs the example and returns the exit status of the program. */
  static int run(String[] args, Map<String, String> environment, PrintStream out)
      throws InterruptedException {
    ExampleSettings settings;
    try {
      settings = ExampleSettings.parse(args, environment);
    } catch (IllegalArgumentException e) {
      out.println(e.getMessage());
      out.println(ExampleSettings.USAGE);
      return WRONG_ARGUMENTS;
    }
    Optional<String> problem = settings.live() ? LiveAccess.problem(environment) : Optional.empty();
    if (problem.isPresent()) {
      out.println(problem.get());
      return FAILURE;
    }
    new FourCallsExample(settings, out).run();
    return 0;
  }

  private void run() throws InterruptedException {
    try (ExampleTelemetry telemetry = ExampleTelemetry.withReport(settings.report());
        BedrockTracing tracing =
            BedrockTracing.builder()
                .openTelemetry(telemetry.openTelemetry())
                // For the page: the prompts and answers are the example's own.
                .contentCapture(ContentCapture.SPAN)
                .build()) {
      BedrockTracing.autolog(tracing);
      try {
        callBedrock(telemetry.openTelemetry().getTracer("four-calls-example"));
      } finally {
        BedrockTracing.disable();
      }
      section("Traces", TraceTree.of(telemetry.spans()));
      section("Metrics", MetricTable.of(telemetry.metrics()));
      section("Report", "  " + telemetry.writeReport() + "\n");
    }
  }

  private void callBedrock(Tracer tracer) {
    if (settings.live()) {
      try (BedrockClients clients = BedrockClients.live()) {
        makeCalls(new FourCalls(clients), tracer);
      }
    } else {
      try (EmbeddedBedrock bedrock = EmbeddedBedrock.start();
          BedrockClients clients = BedrockClients.at(bedrock.endpoint());
          BedrockAgentRuntimeAsyncClient agents = BedrockClients.agentsAt(bedrock.endpoint())) {
        makeCalls(new FourCalls(clients), tracer);
        // An account may have no agent, so that only the embedded one is asked.
        new CallLog(out).call("InvokeAgent", () -> SupportAgent.ask(agents));
      }
    }
  }

  private void makeCalls(FourCalls calls, Tracer tracer) {
    CallLog log = new CallLog(out);
    out.println("Calls to " + (settings.live() ? "AWS" : "the embedded Bedrock"));
    out.println();
    within(
        tracer,
        "example converse",
        () -> {
          log.call("Converse", () -> calls.converse(settings.model(CONVERSE_MODEL)));
          log.call(
              "ConverseStream", () -> calls.converseStream(settings.model(CONVERSE_STREAM_MODEL)));
        });
    within(
        tracer,
        "example invoke",
        () -> {
          log.call("InvokeModel", () -> calls.invokeModel(settings.model(INVOKE_MODEL)));
          log.call(
              "InvokeModelWithResponseStream",
              () -> calls.invokeModelWithResponseStream(settings.model(INVOKE_STREAM_MODEL)));
        });
    log.call("Converse, unknown model", () -> calls.converse(NO_SUCH_MODEL));
  }

  /** Makes calls inside a span of the program's own, as a web framework would. */
  private static void within(Tracer tracer, String spanName, Runnable calls) {
    Span span = tracer.spanBuilder(spanName).startSpan();
    try {
      Context.current().with(span).wrap(calls).run();
    } finally {
      span.end();
    }
  }

  private void section(String heading, String text) {
    out.println();
    out.println(heading);
    out.println();
    out.print(text);
  }
}
