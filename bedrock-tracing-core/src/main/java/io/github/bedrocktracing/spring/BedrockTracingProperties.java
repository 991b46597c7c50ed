/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.spring;

import io.github.bedrocktracing.ContentCapture;
import io.github.bedrocktracing.ParentSpans;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The settings of an application; null where it says nothing, and the system property or the
 * environment variable of the library decides.
 *
 * @param enabled Whether Bedrock calls may be traced at all. If false, the bean of type
 *     BedrockTracing records nothing.
 * @param autolog Whether tracing is switched on for every Bedrock client of the process while the
 *     context runs. Default: true if there is a bean of type OpenTelemetry, or one of type
 *     BedrockTracing that is the application's own.
 * @param prices Place of the file of prices: a path, or a location such as classpath:prices.json.
 * @param propagation How a runtime of AgentCore is told of the trace. Default: w3c.
 * @param propagateSession Whether a runtime of AgentCore is called in the program's session where
 *     the request names none. Default: false.
 * @param requestMetadata Whether requests for models carry the trace and the session to Bedrock's
 *     invocation logs. Default: false.
 * @param parentSpans What a call within a framework's span of the same call records. Default:
 *     child.
 * @param sdkSpans Whether calls are recorded on the spans that OpenTelemetry's instrumentation of
 *     the AWS SDK makes of them. Default: share.
 * @param flavor Whether spans carry MLflow's attributes. Default: mlflow if the headers of
 *     OTEL_EXPORTER_OTLP_HEADERS name an experiment of MLflow, else none.
 * @param content What of prompts and answers is recorded.
 * @param agent What of the runs of managed agents is recorded.
 */
@ConfigurationProperties("bedrock.tracing")
public record BedrockTracingProperties(
    @DefaultValue("true") boolean enabled,
    @Nullable Boolean autolog,
    @Nullable String prices,
    @Nullable Propagation propagation,
    @Nullable Boolean propagateSession,
    @Nullable Boolean requestMetadata,
    @Nullable ParentSpans parentSpans,
    @Nullable SdkSpans sdkSpans,
    @Nullable Flavor flavor,
    @DefaultValue Content content,
    @DefaultValue Agent agent) {

  /** In which words a runtime of AgentCore is told of the trace. */
  public enum Propagation {
    /** Those of W3C Trace Context. */
    W3C,
    /** Those of AWS X-Ray. */
    XRAY,
    /** It is not told. */
    NONE
  }

  /** What becomes of spans that OpenTelemetry's instrumentation of the AWS SDK makes of calls. */
  public enum SdkSpans {
    /** Calls are recorded on them. */
    SHARE,
    /** Calls have spans of their own beside them. */
    IGNORE
  }

  /** Whose attributes spans carry besides those of the conventions. */
  public enum Flavor {
    /** MLflow's. */
    MLFLOW,
    /** Nobody's. */
    NONE
  }

  /**
   * What of prompts and answers is recorded.
   *
   * @param capture Where prompts and answers are recorded. Default: as
   *     otel.instrumentation.genai.capture-message-content says, else none.
   * @param redactPatterns Whether content goes through the ready-made redactor, where there is no
   *     bean of type ContentRedactor. Default: false.
   * @param streamEvents Whether events of streams become events of spans that carry content.
   *     Default: false.
   * @param maxValueLength Most characters of one text. Default: 32768.
   * @param maxLength About the most characters of one span. Default: 262144.
   * @param maxBinaryBytes Largest image or document recorded whole, in bytes. Default: 0.
   */
  public record Content(
      @Nullable ContentCapture capture,
      @Nullable Boolean redactPatterns,
      @Nullable Boolean streamEvents,
      @Nullable Integer maxValueLength,
      @Nullable Integer maxLength,
      @Nullable Integer maxBinaryBytes) {
    /**
     * Checks the limits.
     *
     * @param capture where prompts and answers are recorded; null for what the flags say
     * @param redactPatterns whether content goes through the ready-made redactor; null for what the
     *     flags say
     * @param streamEvents whether events of streams become events of spans; null for what the flags
     *     say
     * @param maxValueLength the most characters of one text; null for what the flags say
     * @param maxLength about the most characters of one span; null for what the flags say
     * @param maxBinaryBytes the largest media recorded whole, in bytes; null for what the flags say
     * @throws IllegalArgumentException if one is negative
     */
    public Content {
      requireNotNegative(maxValueLength, "max-value-length");
      requireNotNegative(maxLength, "max-length");
      requireNotNegative(maxBinaryBytes, "max-binary-bytes");
    }

    private static void requireNotNegative(@Nullable Integer limit, String name) {
      if (limit != null && limit < 0) {
        throw new IllegalArgumentException(
            "bedrock.tracing.content." + name + " must be 0 or more, but is " + limit);
      }
    }
  }

  /**
   * What of the runs of managed agents is recorded.
   *
   * @param steps Whether the steps of managed agents and the nodes of flows have spans. Default:
   *     true.
   * @param enableTrace Whether managed agents are asked for their trace where the request does not
   *     say. Default: false.
   */
  public record Agent(@Nullable Boolean steps, @Nullable Boolean enableTrace) {}
}
