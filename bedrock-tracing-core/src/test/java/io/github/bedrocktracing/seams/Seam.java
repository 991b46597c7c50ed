/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.seams;

import io.github.bedrocktracing.BedrockTracing;
import io.github.bedrocktracing.PriceTable;
import io.github.bedrocktracing.seams.SampleCalls.Selection;
import io.github.bedrocktracing.testing.telemetry.ThrowingTelemetry;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.metrics.SdkMeterProvider;
import io.opentelemetry.sdk.testing.exporter.InMemoryMetricReader;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.SpanProcessor;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.reactivestreams.Publisher;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;

/**
 * A place where code of others, or of the library's own that may be wrong, runs within a call.
 *
 * @param reaching the calls that reach it
 * @param breaks returns the interceptors of a client on which it throws
 */
record Seam(String name, Selection reaching, Function<Breaker, Broken> breaks) {
  private static final String PRICES =
      "{\"anthropic.claude-3-5-sonnet-20240620-v1:0\":{\"input\":3,\"output\":15}}";

  /** Interceptors of a client on which something throws, and what puts the process right again. */
  record Broken(List<ExecutionInterceptor> interceptors, Runnable mend) {
    static Broken with(ExecutionInterceptor... interceptors) {
      return new Broken(List.of(interceptors), () -> {});
    }
  }

  static List<Seam> all() {
    List<Seam> seams = new ArrayList<>();
    for (String hook :
        List.of(
            "beforeExecution",
            "modifyRequest",
            "beforeTransmission",
            "afterTransmission",
            "modifyHttpResponseContent",
            "afterUnmarshalling",
            "afterExecution",
            "onExecutionFailure")) {
      seams.add(new Seam("hook " + hook, Selection.ALL, breaker -> brokenHook(breaker, hook)));
    }
    seams.add(
        new Seam(
            "hook modifyAsyncHttpResponseContent",
            Selection.STREAMS,
            breaker -> brokenHook(breaker, "modifyAsyncHttpResponseContent")));
    for (String callback : List.of("subscribed", "bytes", "completed", "cancelled")) {
      seams.add(
          new Seam("tap " + callback, Selection.STREAMS, breaker -> brokenTap(breaker, callback)));
    }
    seams.add(
        new Seam("tap failed", Selection.BROKEN_STREAMS, breaker -> brokenTap(breaker, "failed")));
    seams.add(
        new Seam(
            "tap unreadable",
            Selection.STREAMS,
            breaker -> brokenTap(breaker, "bytes", "unreadable")));
    seams.add(new Seam("redactor", Selection.ALL, Seam::brokenRedactor));
    seams.add(new Seam("prices", Selection.ALL, Seam::brokenPrices));
    for (String when : List.of("onStart", "onEnd")) {
      seams.add(
          new Seam(
              "span processor " + when,
              Selection.ALL,
              breaker -> Broken.with(tracing(telemetry(processor(breaker, when), null)))));
    }
    seams.add(
        new Seam(
            "sampler",
            Selection.ALL,
            breaker ->
                Broken.with(tracing(telemetry(ThrowingTelemetry.ignoring(), sampler(breaker))))));
    seams.add(
        new Seam(
            "exporter",
            Selection.ALL,
            breaker -> Broken.with(tracing(telemetry(exporting(breaker), null)))));
    for (String method :
        List.of("histogramBuilder", "record", "counterBuilder", "spanBuilder", "end")) {
      seams.add(
          new Seam(
              "telemetry " + method, Selection.ALL, breaker -> brokenTelemetry(breaker, method)));
    }
    seams.add(new Seam("log", Selection.ALL, Seam::brokenLog));
    seams.add(new Seam("set-up of the SDK", Selection.ALL, Seam::brokenSetUp));
    return seams;
  }

  @Override
  public String toString() {
    return name;
  }

  private static Broken brokenHook(Breaker breaker, String hook) {
    ExecutionInterceptor interceptor = tracing(telemetry(ThrowingTelemetry.ignoring(), null));
    breaker.into(interceptor, "tracing", hook);
    return Broken.with(interceptor);
  }

  /** Breaks what the tap shows the bytes to, from an interceptor that sees the tap. */
  private static Broken brokenTap(Breaker breaker, String... callbacks) {
    ExecutionInterceptor intruder =
        new ExecutionInterceptor() {
          @Override
          public Optional<Publisher<ByteBuffer>> modifyAsyncHttpResponseContent(
              Context.ModifyHttpResponse context, ExecutionAttributes attributes) {
            context
                .responsePublisher()
                .filter(
                    publisher -> publisher.getClass().getSimpleName().equals("ResponseStreamTap"))
                .ifPresent(
                    tap -> breaker.into(Breaker.get(tap, "observer"), "observer", callbacks));
            return context.responsePublisher();
          }
        };
    // Answers pass the interceptors in reverse.
    return Broken.with(intruder, tracing(telemetry(ThrowingTelemetry.ignoring(), null)));
  }

  private static Broken brokenRedactor(Breaker breaker) {
    return Broken.with(
        BedrockTracing.builder()
            .openTelemetry(telemetry(ThrowingTelemetry.ignoring(), null))
            .captureContent(true)
            .contentRedactor(text -> breaker.fail())
            .build()
            .interceptor());
  }

  private static Broken brokenPrices(Breaker breaker) {
    PriceTable table = PriceTable.read(new StringReader(PRICES));
    breaker.into(Breaker.get(table, "prices"), "prices", "get");
    return Broken.with(
        BedrockTracing.builder()
            .openTelemetry(telemetry(ThrowingTelemetry.ignoring(), null))
            .prices(table)
            .build()
            .interceptor());
  }

  private static Broken brokenTelemetry(Breaker breaker, String method) {
    return Broken.with(tracing(new ThrowingTelemetry(method, breaker::fail).openTelemetry()));
  }

  /** Reports a problem at each call, to a log that throws. */
  private static Broken brokenLog(Breaker breaker) {
    Logger log = Logger.getLogger("io.github.bedrocktracing");
    Handler handler =
        new Handler() {
          @Override
          public void publish(LogRecord line) {
            breaker.fail();
          }

          @Override
          public void flush() {}

          @Override
          public void close() {}
        };
    log.addHandler(handler);
    log.setLevel(Level.ALL);
    ExecutionInterceptor interceptor =
        brokenHook(new Breaker(new IllegalStateException("reported")), "afterExecution")
            .interceptors()
            .get(0);
    return new Broken(
        List.of(interceptor),
        () -> {
          log.removeHandler(handler);
          log.setLevel(null);
        });
  }

  private static Broken brokenSetUp(Breaker breaker) {
    SwitchableCustomizer.breaker = breaker;
    BedrockTracing tracing = BedrockTracing.builder().build();
    BedrockTracing.autolog(tracing);
    return new Broken(
        List.of(),
        () -> {
          BedrockTracing.disable();
          tracing.shutdown();
          SwitchableCustomizer.breaker = null;
        });
  }

  private static ExecutionInterceptor tracing(OpenTelemetry openTelemetry) {
    return BedrockTracing.builder()
        .openTelemetry(openTelemetry)
        .captureContent(true)
        .build()
        .interceptor();
  }

  private static OpenTelemetry telemetry(SpanProcessor processor, Sampler sampler) {
    return OpenTelemetrySdk.builder()
        .setTracerProvider(
            SdkTracerProvider.builder()
                .setSampler(sampler == null ? Sampler.alwaysOn() : sampler)
                .addSpanProcessor(processor)
                .build())
        .setMeterProvider(
            SdkMeterProvider.builder().registerMetricReader(InMemoryMetricReader.create()).build())
        .build();
  }

  private static SpanProcessor processor(Breaker breaker, String when) {
    SpanProcessor whole =
        SpanProcessor.composite(
            ThrowingTelemetry.ignoring(), ThrowingTelemetry.processorThatWantsAll());
    return (SpanProcessor) breaker.instead(SpanProcessor.class, when, whole);
  }

  private static SpanProcessor exporting(Breaker breaker) {
    return SimpleSpanProcessor.create(
        (SpanExporter)
            breaker.instead(SpanExporter.class, "export", InMemorySpanExporter.create()));
  }

  private static Sampler sampler(Breaker breaker) {
    return (Sampler) breaker.instead(Sampler.class, "shouldSample", Sampler.alwaysOn());
  }
}
