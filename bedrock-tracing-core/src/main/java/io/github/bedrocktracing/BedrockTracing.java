/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing;

import io.github.bedrocktracing.internal.autolog.Autolog;
import io.github.bedrocktracing.internal.autolog.ExplicitInterceptor;
import io.github.bedrocktracing.internal.autolog.Tracing;
import io.github.bedrocktracing.internal.diagnosis.Diagnosis;
import io.github.bedrocktracing.internal.interceptor.ExecutionAttributeKeys;
import io.github.bedrocktracing.internal.interceptor.TracingPlugin;
import io.github.bedrocktracing.internal.pricing.PriceSource;
import io.github.bedrocktracing.internal.settings.Flags;
import io.github.bedrocktracing.internal.settings.MlflowSettings;
import io.github.bedrocktracing.internal.work.WorkSource;
import io.opentelemetry.api.OpenTelemetry;
import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkPlugin;
import software.amazon.awssdk.core.interceptor.ExecutionAttribute;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;

/**
 * Records the calls that a program makes to Amazon Bedrock through the AWS SDK for Java v2 as
 * OpenTelemetry spans and metrics, after the GenAI semantic conventions.
 *
 * <p>One line switches it on for every Bedrock client of the process:
 *
 * <pre>{@code
 * BedrockTracing.autolog();
 * }</pre>
 *
 * <p>Or it is put on one client:
 *
 * <pre>{@code
 * BedrockTracing tracing = BedrockTracing.builder().openTelemetry(openTelemetry).build();
 * BedrockRuntimeClient client =
 *     BedrockRuntimeClient.builder()
 *         .overrideConfiguration(c -> c.addExecutionInterceptor(tracing.interceptor()))
 *         .build();
 * }</pre>
 *
 * <p>Recording never changes a call: what the library cannot read or record is left out, and told
 * once in the log named {@code io.github.bedrocktracing}. The system property {@code
 * bedrock.tracing.enabled=false}, or the environment variable {@code
 * BEDROCK_TRACING_ENABLED=false}, makes it a pure pass-through whatever the program says. Instances
 * are safe for use by several threads.
 */
public final class BedrockTracing implements AutoCloseable {
  /**
   * Switches tracing off for one request when set to false, whatever traces the client. True is the
   * same as no value: it does not wake tracing that is off.
   *
   * <pre>{@code
   * request.toBuilder()
   *     .overrideConfiguration(c -> c.putExecutionAttribute(BedrockTracing.TRACE_REQUEST, false))
   * }</pre>
   */
  public static final ExecutionAttribute<Boolean> TRACE_REQUEST =
      ExecutionAttributeKeys.REQUEST_TRACED;

  private final Tracing tracing;
  private final ExecutionInterceptor interceptor;
  private final WorkSource work;

  private BedrockTracing(Builder builder) {
    this.tracing =
        new Tracing(
            builder.openTelemetry,
            new MlflowSettings(builder.mlflowDestination, builder.mlflowAttributes),
            builder.contentSettings(),
            new PriceSource(builder.prices == null ? null : builder.prices.prices()),
            builder.agentSettings(),
            builder.propagationSettings(),
            builder.parentSettings());
    if (builder.mlflowDestination != null && Flags.enabled()) {
      tracing.withOwnSdk();
    }
    this.interceptor = new ExplicitInterceptor(tracing);
    this.work = new WorkSource(tracing::configuration);
  }

  /**
   * Switches tracing on for every Bedrock client of the process, those built before included.
   *
   * <p>Telemetry goes to the global OpenTelemetry if one is registered, asked for anew at each
   * call. If none is registered now, the library makes an SDK of its own from the standard {@code
   * OTEL_*} settings, with OTLP over HTTP as the default, and flushes it when the process exits.
   */
  public static void autolog() {
    Autolog.enableDefault();
    Autolog.prepare();
  }

  /**
   * Switches tracing on for every Bedrock client of the process with a configuration of the
   * program's own, in place of the one in force.
   *
   * @param tracing the configuration; without an OpenTelemetry of its own it finds one as {@link
   *     #autolog()} does
   */
  public static void autolog(BedrockTracing tracing) {
    Objects.requireNonNull(tracing, "tracing");
    tracing.tracing.reopen();
    Autolog.enable(tracing.tracing);
    Autolog.prepare();
  }

  /**
   * Switches off at once what {@link #autolog()} has switched on. Calls in flight are still
   * recorded to their end. Interceptors that were put on a client explicitly go on.
   */
  public static void disable() {
    Autolog.disable();
  }

  /**
   * {@return whether {@link #autolog()} is in force, by code or by flag} Interceptors that were put
   * on a client explicitly trace also while it is not.
   */
  public static boolean isEnabled() {
    return Autolog.isEnabled();
  }

  /**
   * {@return a report on the state of the process, for a person who misses a span} Its lines may
   * change with any version; they hold no content, no header value and no credential. Never throws,
   * and changes nothing.
   */
  public static String diagnose() {
    return Diagnosis.report();
  }

  /** {@return a builder with the default configuration} */
  public static Builder builder() {
    return new Builder();
  }

  /**
   * {@return the interceptor to put on a client} It traces without {@link #autolog()}, and where
   * both are on, it alone records. The same interceptor may be put on any number of clients.
   */
  public ExecutionInterceptor interceptor() {
    return interceptor;
  }

  /**
   * {@return a plugin for the {@code addPlugin} of a builder of clients, which puts the {@link
   * #interceptor()} on the client and a metric publisher besides: the SDK calls no interceptor when
   * a request cannot be marshalled or when an asynchronous call exceeds its {@code apiCallTimeout},
   * but it publishes metrics}
   *
   * <p>Without it the spans of such calls end once the SDK's objects are garbage-collected. A
   * request with metric publishers of its own uses those alone, so that it is traced as without the
   * plugin.
   */
  public SdkPlugin plugin() {
    return new TracingPlugin(interceptor);
  }

  /**
   * {@return an agent of the program's own, traced with this configuration}
   *
   * @param name its name; a blank one is no name
   */
  public TracedWork.Agent agent(String name) {
    return TracedWork.agent(work, name);
  }

  /**
   * {@return a tool of the program's own, traced with this configuration}
   *
   * @param name its name; a blank one is no name
   */
  public TracedWork.Tool tool(String name) {
    return TracedWork.tool(work, name);
  }

  /** {@return a builder of a runner of tools that traces with this configuration} */
  public ToolRunner.Builder toolRunner() {
    return new ToolRunner.Builder(work);
  }

  /**
   * Sends what has been recorded, where the library made the OpenTelemetry SDK for this
   * configuration, for a process that is about to be frozen; waits five seconds at most. The calls
   * in flight go on. An OpenTelemetry that the program gave or registered is left alone.
   */
  public void flush() {
    tracing.flush();
  }

  /**
   * Ends the spans of the calls in flight that this configuration traces, with the error type
   * {@code shutdown} where their end is not known yet, then flushes and shuts down the
   * OpenTelemetry SDK that the library made for this configuration, if it made one; waits five
   * seconds at most. No other is made for it until it is given to {@link #autolog(BedrockTracing)}
   * again. An OpenTelemetry that the program gave or registered is left alone.
   */
  public void shutdown() {
    tracing.shutdown();
  }

  /** The same as {@link #shutdown()}. */
  @Override
  public void close() {
    shutdown();
  }

  /** Collects a configuration. */
  public static final class Builder extends ParentOptions<Builder> {
    private @Nullable OpenTelemetry openTelemetry;
    private @Nullable PriceTable prices;
    private @Nullable MlflowDestination mlflowDestination;
    private @Nullable Boolean mlflowAttributes;

    private Builder() {}

    /**
     * Sets where spans and metrics go.
     *
     * @param openTelemetry the instance; the library never closes it. Default: the global one,
     *     asked for anew at each call
     * @return this builder
     */
    public Builder openTelemetry(OpenTelemetry openTelemetry) {
      this.openTelemetry = Objects.requireNonNull(openTelemetry, "openTelemetry");
      return this;
    }

    /**
     * Sets what tokens cost, so that the cost of calls is recorded.
     *
     * @param prices the prices. Default: those of the file that {@code bedrock.tracing.prices}
     *     names, else none
     * @return this builder
     */
    public Builder prices(PriceTable prices) {
      this.prices = Objects.requireNonNull(prices, "prices");
      return this;
    }

    /**
     * Sets what tokens cost as {@link #prices(PriceTable)} does, from a file that is read now.
     *
     * @param file the file, in UTF-8
     * @return this builder
     * @throws IllegalArgumentException as {@link PriceTable#read(Path)}
     */
    public Builder prices(Path file) {
      return prices(PriceTable.read(Objects.requireNonNull(file, "file")));
    }

    @Override
    Builder self() {
      return this;
    }

    /**
     * Sends traces to an MLflow server, through an OpenTelemetry SDK of the library's own that
     * leaves a global one alone, and puts MLflow's attributes on them. Metrics are not sent there:
     * MLflow takes none.
     *
     * @param destination the server. Default: as {@code MLFLOW_TRACKING_URI} and its siblings say,
     *     for {@link BedrockTracing#autolog()} in a program without an OpenTelemetry; else none. An
     *     {@link #openTelemetry(OpenTelemetry)} given besides is used in its place
     * @return this builder
     */
    public Builder mlflow(MlflowDestination destination) {
      this.mlflowDestination = Objects.requireNonNull(destination, "destination");
      return this;
    }

    /**
     * Sets whether spans carry MLflow's own attributes, where an OpenTelemetry sends them there.
     *
     * @param mlflowAttributes whether they do. Default: as {@code bedrock.tracing.flavor} says,
     *     which is {@code mlflow} or {@code none}; else if it is known that traces go to MLflow
     * @return this builder
     */
    public Builder mlflowAttributes(boolean mlflowAttributes) {
      this.mlflowAttributes = mlflowAttributes;
      return this;
    }

    /** {@return the configuration} */
    public BedrockTracing build() {
      return new BedrockTracing(this);
    }
  }
}
