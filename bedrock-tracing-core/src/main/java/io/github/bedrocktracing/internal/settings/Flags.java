/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.settings;

import io.github.bedrocktracing.ContentCapture;
import io.github.bedrocktracing.ParentSpans;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What the settings given from outside the program stand for; {@link SettingLookup} finds what they
 * say.
 *
 * <p>They are read anew each time, so that a change of a system property works at once and nothing
 * is fixed before a process image is taken.
 */
public final class Flags {
  private static final String ENABLED = "bedrock.tracing.enabled";
  private static final String AUTOLOG = "bedrock.tracing.autolog";
  private static final String SEMCONV_OPT_IN = "otel.semconv-stability.opt-in";

  /** Where content is recorded: the name that the conventions give the setting. */
  public static final String CONTENT = "otel.instrumentation.genai.capture-message-content";

  private static final String REDACT_PATTERNS = "bedrock.tracing.content.redact-patterns";
  private static final String STREAM_EVENTS = "bedrock.tracing.content.stream-events";
  private static final String MAX_VALUE_LENGTH = "bedrock.tracing.content.max-value-length";
  private static final String MAX_LENGTH = "bedrock.tracing.content.max-length";
  private static final String MAX_BINARY_BYTES = "bedrock.tracing.content.max-binary-bytes";
  private static final String PRICES = "bedrock.tracing.prices";
  private static final String FLAVOR = "bedrock.tracing.flavor";
  private static final String AGENT_STEPS = "bedrock.tracing.agent.steps";
  private static final String AGENT_ENABLE_TRACE = "bedrock.tracing.agent.enable-trace";
  private static final String PROPAGATION = "bedrock.tracing.propagation";
  private static final String PROPAGATE_SESSION = "bedrock.tracing.propagate-session";
  private static final String PARENT_SPANS = "bedrock.tracing.parent-spans";
  private static final String SDK_SPANS = "bedrock.tracing.sdk-spans";
  private static final String REQUEST_METADATA = "bedrock.tracing.request-metadata";
  private static final String TRACES_EXPORTER = "otel.traces.exporter";
  private static final String TRACES_ENDPOINT = "otel.exporter.otlp.traces.endpoint";
  private static final String TRACES_HEADERS = "otel.exporter.otlp.traces.headers";
  private static final String HEADERS = "otel.exporter.otlp.headers";
  private static final String LATEST_GEN_AI = "gen_ai_latest_experimental";

  private Flags() {}

  /**
   * Returns whether the library may trace at all; true unless switched off. Whatever begins asks
   * this first, and with it for an environment that is not out of date.
   */
  public static boolean enabled() {
    Environment.renew();
    return SettingLookup.flag(ENABLED, true);
  }

  /** Returns whether tracing starts without code; false unless switched on. */
  public static boolean autolog() {
    return SettingLookup.flag(AUTOLOG, false);
  }

  /** Returns whether the steps of a managed agent's run have spans; true unless switched off. */
  public static boolean agentSteps() {
    return SettingLookup.flag(AGENT_STEPS, true);
  }

  /** Returns whether managed agents are asked for their trace; false unless switched on. */
  public static boolean agentEnableTrace() {
    return SettingLookup.flag(AGENT_ENABLE_TRACE, false);
  }

  /** Returns whether requests carry the trace in their metadata; false unless switched on. */
  public static boolean requestMetadata() {
    return SettingLookup.flag(REQUEST_METADATA, false);
  }

  /** Returns whether the newest names of the GenAI conventions are asked for. */
  public static boolean latestGenAiConventions() {
    String optIn = SettingLookup.text(SEMCONV_OPT_IN);
    if (optIn != null) {
      for (String entry : optIn.split(",", -1)) {
        if (entry.trim().equals(LATEST_GEN_AI)) {
          return true;
        }
      }
    }
    return false;
  }

  /** Returns where content is recorded; nowhere unless asked for. */
  public static ContentCapture contentCapture() {
    return contentCapture(SettingLookup.text(CONTENT));
  }

  /** Returns where content is recorded by a value of that setting; nowhere for null. */
  public static ContentCapture contentCapture(@Nullable String value) {
    if (value == null) {
      return ContentCapture.NONE;
    }
    return switch (value.toUpperCase(Locale.ROOT)) {
      case "NO_CONTENT", "FALSE" -> ContentCapture.NONE;
      case "SPAN_ONLY", "TRUE" -> ContentCapture.SPAN;
      case "EVENT_ONLY" -> ContentCapture.EVENT;
      case "SPAN_AND_EVENT" -> ContentCapture.SPAN_AND_EVENT;
      default -> {
        SettingLookup.tell(
            SettingLookup.variable(CONTENT),
            "takes NO_CONTENT, SPAN_ONLY, EVENT_ONLY, SPAN_AND_EVENT, true (as SPAN_ONLY) or false"
                + " (as NO_CONTENT); it has none of them, and no content is recorded");
        yield ContentCapture.NONE;
      }
    };
  }

  /**
   * Returns whether content goes through the ready-made redactor; false unless something is said.
   * Whoever says something else than false means to be safe.
   */
  public static boolean redactPatterns() {
    String value = SettingLookup.text(REDACT_PATTERNS);
    if (value == null || value.equalsIgnoreCase("false")) {
      return false;
    }
    if (!value.equalsIgnoreCase("true")) {
      SettingLookup.tell(REDACT_PATTERNS, "takes true or false; content is redacted");
    }
    return true;
  }

  /** Returns whether the events of streamed answers are recorded; false unless switched on. */
  public static boolean streamEvents() {
    return SettingLookup.flag(STREAM_EVENTS, false);
  }

  /** Returns the most characters of one text. */
  public static int maxContentValueLength(int byDefault) {
    return SettingLookup.number(MAX_VALUE_LENGTH, byDefault);
  }

  /** Returns the most characters of one span's texts. */
  public static int maxContentLength(int byDefault) {
    return SettingLookup.number(MAX_LENGTH, byDefault);
  }

  /** Returns the largest binary content that is recorded whole, in bytes. */
  public static int maxBinaryBytes(int byDefault) {
    return SettingLookup.number(MAX_BINARY_BYTES, byDefault);
  }

  /** Returns the path of the file of prices; null for none. */
  public static @Nullable String priceFile() {
    return SettingLookup.text(PRICES);
  }

  /** Returns whether MLflow's attributes are asked for; null when nothing is said. */
  public static @Nullable Boolean mlflowFlavor() {
    String value = SettingLookup.text(FLAVOR);
    if (value == null) {
      return null;
    }
    return switch (value.toLowerCase(Locale.ROOT)) {
      case "mlflow" -> true;
      case "none" -> false;
      default -> {
        SettingLookup.tell(FLAVOR, "takes mlflow or none and counts as not set");
        yield null;
      }
    };
  }

  /** Returns in which format hosted agents are told of the trace; null when nothing is said. */
  public static @Nullable PropagationFormat propagation() {
    String value = SettingLookup.text(PROPAGATION);
    if (value == null) {
      return null;
    }
    return switch (value.toLowerCase(Locale.ROOT)) {
      case "w3c" -> PropagationFormat.W3C;
      case "xray" -> PropagationFormat.XRAY;
      case "none" -> PropagationFormat.NONE;
      default -> {
        SettingLookup.tell(PROPAGATION, "takes w3c, xray or none and counts as not set");
        yield null;
      }
    };
  }

  /** Returns whether hosted agents are to take the program's session; false unless switched on. */
  public static boolean propagateSession() {
    return SettingLookup.flag(PROPAGATE_SESSION, false);
  }

  /** Returns what calls record within the spans of others; everything unless something is said. */
  public static ParentSpans parentSpans() {
    String value = SettingLookup.text(PARENT_SPANS);
    if (value == null) {
      return ParentSpans.CHILD;
    }
    return switch (value.toLowerCase(Locale.ROOT)) {
      case "child" -> ParentSpans.CHILD;
      case "once" -> ParentSpans.ONCE;
      case "enrich" -> ParentSpans.ENRICH;
      default -> {
        SettingLookup.tell(PARENT_SPANS, "takes child, once or enrich and counts as not set");
        yield ParentSpans.CHILD;
      }
    };
  }

  /**
   * Returns whether calls are recorded on the spans that OpenTelemetry's instrumentation of the SDK
   * makes of them; true unless switched off.
   */
  public static boolean sharesSdkSpans() {
    String value = SettingLookup.text(SDK_SPANS);
    if (value == null || value.equalsIgnoreCase("share")) {
      return true;
    }
    if (value.equalsIgnoreCase("ignore")) {
      return false;
    }
    SettingLookup.tell(SDK_SPANS, "takes share or ignore and counts as not set");
    return true;
  }

  /** Returns one of MLflow's own settings, such as {@code tracking.uri}; null when not set. */
  public static @Nullable String mlflow(String name) {
    return SettingLookup.text("mlflow." + name);
  }

  /** Returns the headers that the standard settings put on exported traces; null for none. */
  public static @Nullable String otlpTraceHeaders() {
    String own = SettingLookup.text(TRACES_HEADERS);
    return own != null ? own : SettingLookup.text(HEADERS);
  }

  /** Returns whether the standard settings say where traces go, or that they go nowhere. */
  public static boolean otlpTracesElsewhere() {
    String exporter = SettingLookup.text(TRACES_EXPORTER);
    return SettingLookup.text(TRACES_ENDPOINT) != null
        || (exporter != null && !exporter.equals("otlp"));
  }
}
