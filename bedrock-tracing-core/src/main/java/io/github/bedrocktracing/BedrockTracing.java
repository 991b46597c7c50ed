/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing;

import io.github.bedrocktracing.internal.autolog.Autolog;
import io.github.bedrocktracing.internal.export.OpenTelemetrySource;
import io.github.bedrocktracing.internal.interceptor.ExecutionAttributeKeys;
import io.github.bedrocktracing.internal.interceptor.GuardedExecutionInterceptor;
import io.github.bedrocktracing.internal.interceptor.TracingConfiguration;
import io.github.bedrocktracing.internal.settings.ContentSettings;
import io.github.bedrocktracing.internal.settings.Flags;
import io.github.bedrocktracing.internal.settings.MlflowSettings;
import io.github.bedrocktracing.internal.telemetry.TelemetrySource;
import io.opentelemetry.api.OpenTelemetry;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
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
 * BEDROCK_TRACING_ENABLED=false}, makes it a pure pass-through whatever the program says.
 *
 * <p>Instances are safe for use by several threads.
 */
public final class BedrockTracing implements AutoCloseable {
  /**
   * Switches tracing off for one request when set to false, whatever traces the client:
   *
   * <pre>{@code
   * request.toBuilder()
   *     .overrideConfiguration(c -> c.putExecutionAttribute(BedrockTracing.TRACE_REQUEST, false))
   * }</pre>
   *
   * <p>True is the same as no value: it does not wake tracing that is off.
   */
  public static final ExecutionAttribute<Boolean> TRACE_REQUEST =
      ExecutionAttributeKeys.REQUEST_TRACED;

  private final OpenTelemetrySource openTelemetry;
  private final TracingConfiguration configuration;
  private final ExecutionInterceptor interceptor;

  private BedrockTracing(Builder builder) {
    this.openTelemetry = new OpenTelemetrySource(builder.openTelemetry, builder.mlflowSettings());
    this.configuration =
        new TracingConfiguration(
            new TelemetrySource(openTelemetry, openTelemetry::isForMlflow),
            builder.contentSettings());
    if (builder.mlflowDestination != null && Flags.enabled()) {
      openTelemetry.ensureAvailable();
    }
    this.interceptor = new GuardedExecutionInterceptor(() -> configuration, false);
  }

  /**
   * Switches tracing on for every Bedrock client of the process, those built before included.
   *
   * <p>Telemetry goes to the global OpenTelemetry if one is registered, asked for anew at each
   * call. If none is registered now, the library makes an SDK of its own from the standard {@code
   * OTEL_*} settings, with OTLP over HTTP as the default, and flushes it when the process exits.
   */
  public static void autolog() {
    autolog(Default.INSTANCE);
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
    if (Flags.enabled()) {
      tracing.openTelemetry.ensureAvailable();
    }
    Autolog.enable(tracing.configuration);
  }

  /**
   * Switches off at once what {@link #autolog()} has switched on. Calls in flight are still
   * recorded to their end. Interceptors that were put on a client explicitly go on.
   */
  public static void disable() {
    Autolog.disable();
  }

  /** Returns whether a call that is made now through any Bedrock client would be traced. */
  public static boolean isEnabled() {
    return Autolog.isEnabled();
  }

  /** Returns a builder with the default configuration. */
  public static Builder builder() {
    return new Builder();
  }

  /**
   * Returns the interceptor to put on a client. It traces without {@link #autolog()}, and where
   * both are on, it alone records. The same interceptor may be put on any number of clients.
   */
  public ExecutionInterceptor interceptor() {
    return interceptor;
  }

  /**
   * Flushes and shuts down the OpenTelemetry SDK that the library made itself, if it made one. An
   * OpenTelemetry that the program gave or registered is left alone.
   */
  public void shutdown() {
    openTelemetry.close();
  }

  /** The same as {@link #shutdown()}. */
  @Override
  public void close() {
    shutdown();
  }

  /** The configuration of {@link #autolog()}. */
  private static final class Default {
    static final BedrockTracing INSTANCE = builder().build();
  }

  /** Collects a configuration. */
  public static final class Builder {
    private @Nullable OpenTelemetry openTelemetry;
    private @Nullable ContentCapture contentCapture;
    private @Nullable ContentRedactor contentRedactor;
    private @Nullable Integer maxContentValueLength;
    private @Nullable Integer maxContentLength;
    private @Nullable Integer maxBinaryBytes;
    private @Nullable MlflowDestination mlflowDestination;
    private @Nullable Boolean mlflowAttributes;

    private Builder() {}

    /**
     * Sets where spans and metrics go.
     *
     * @param openTelemetry the instance; the library never closes it. Default: the global one,
     *     asked for anew at each call
     */
    public Builder openTelemetry(OpenTelemetry openTelemetry) {
      this.openTelemetry = Objects.requireNonNull(openTelemetry, "openTelemetry");
      return this;
    }

    /**
     * Sets whether prompts and answers are recorded on spans.
     *
     * @param captureContent true for {@link ContentCapture#SPAN}, false for {@link
     *     ContentCapture#NONE}. Default: as {@code
     *     OTEL_INSTRUMENTATION_GENAI_CAPTURE_MESSAGE_CONTENT} says, else false
     */
    public Builder captureContent(boolean captureContent) {
      return contentCapture(captureContent ? ContentCapture.SPAN : ContentCapture.NONE);
    }

    /**
     * Sets where prompts and answers are recorded.
     *
     * @param contentCapture the places. Default: as {@code
     *     OTEL_INSTRUMENTATION_GENAI_CAPTURE_MESSAGE_CONTENT} says, else {@link
     *     ContentCapture#NONE}
     */
    public Builder contentCapture(ContentCapture contentCapture) {
      this.contentCapture = Objects.requireNonNull(contentCapture, "contentCapture");
      return this;
    }

    /**
     * Sets what changes or drops pieces of content before they are recorded anywhere.
     *
     * @param contentRedactor the redactor. Default: {@link ContentRedactor#patterns()} if {@code
     *     bedrock.tracing.content.redact-patterns} is true, else none
     */
    public Builder contentRedactor(ContentRedactor contentRedactor) {
      this.contentRedactor = Objects.requireNonNull(contentRedactor, "contentRedactor");
      return this;
    }

    /**
     * Sets the most characters of one text that are recorded; the rest is cut, and the cut marked.
     *
     * @param characters not negative. Default: {@code bedrock.tracing.content.max-value-length},
     *     else 32,768
     */
    public Builder maxContentValueLength(int characters) {
      this.maxContentValueLength = notNegative(characters, "maxContentValueLength");
      return this;
    }

    /**
     * Sets about how many characters of content one span carries; what does not fit is left out,
     * and the cut marked.
     *
     * @param characters not negative. Default: {@code bedrock.tracing.content.max-length}, else
     *     262,144
     */
    public Builder maxContentLength(int characters) {
      this.maxContentLength = notNegative(characters, "maxContentLength");
      return this;
    }

    /**
     * Sets up to which size images, documents and other bytes are recorded whole, in base64. Of
     * larger ones the media type, the size and a digest are recorded.
     *
     * @param bytes not negative; 0 for none. Default: {@code
     *     bedrock.tracing.content.max-binary-bytes}, else 0
     */
    public Builder maxBinaryBytes(int bytes) {
      this.maxBinaryBytes = notNegative(bytes, "maxBinaryBytes");
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
     */
    public Builder mlflow(MlflowDestination destination) {
      this.mlflowDestination = Objects.requireNonNull(destination, "destination");
      return this;
    }

    /**
     * Sets whether spans carry MLflow's own attributes, for a program whose OpenTelemetry sends
     * them to MLflow.
     *
     * @param mlflowAttributes whether they do. Default: as {@code bedrock.tracing.flavor} says,
     *     which is {@code mlflow} or {@code none}; else if it is known that traces go to MLflow
     */
    public Builder mlflowAttributes(boolean mlflowAttributes) {
      this.mlflowAttributes = mlflowAttributes;
      return this;
    }

    private MlflowSettings mlflowSettings() {
      return new MlflowSettings(mlflowDestination, mlflowAttributes);
    }

    private ContentSettings contentSettings() {
      return new ContentSettings(
          contentCapture, contentRedactor, maxContentValueLength, maxContentLength, maxBinaryBytes);
    }

    private static int notNegative(int value, String name) {
      if (value < 0) {
        throw new IllegalArgumentException(name + " must be 0 or more, but is " + value);
      }
      return value;
    }

    /** Returns the configuration. */
    public BedrockTracing build() {
      return new BedrockTracing(this);
    }
  }
}
