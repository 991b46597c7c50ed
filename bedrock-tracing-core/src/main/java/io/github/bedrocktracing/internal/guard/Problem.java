/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.guard;

/** What can go wrong inside the library, told to the user once each. */
public enum Problem {
  /** A hook of the interceptor threw. */
  HOOK("A tracing hook failed; the call went on, its span may lack data"),
  /** The reading of a stream beside the caller threw. */
  STREAM("Reading a streamed answer beside its caller failed; its span may lack data"),
  /** A frame of an event stream was damaged or too large to look into. */
  FRAME("A streamed answer held a frame that could not be read; its span may lack data"),
  /** A request or a response could not be read. */
  BODY("A request or response could not be read; its span may lack data"),
  /** Attributes or metrics could not be recorded. */
  RECORDING("A call could not be recorded in full"),
  /** The OpenTelemetry SDK that autolog makes itself could not be made. */
  SDK("No OpenTelemetry SDK could be set up from the OTEL_* settings; calls are not traced"),
  /** The OpenTelemetry API on the class path is too old for autolog. */
  OLD_API(
      "The OpenTelemetry API is older than 1.57 and cannot tell of a global instance; only calls with"
          + " an OpenTelemetry given to the builder are traced"),
  /** A setting has a value that it cannot have. */
  FLAG("A setting has a value that it cannot have"),
  /** Where settings stand there is one that the library does not have. */
  SETTING("There is no such setting"),
  /** An interceptor was put on a client, and there is no OpenTelemetry. */
  NOWHERE(
      "Calls are not recorded: there is no OpenTelemetry; give BedrockTracing.builder() one,"
          + " register a global one, or call BedrockTracing.autolog()"),
  /** No collector answers where spans should go. */
  COLLECTOR("No collector answers; spans and metrics are dropped until one does"),
  /** What exports spans says that it failed. */
  EXPORT(
      "Spans were refused or could not be sent; OpenTelemetry's own log, in java.util.logging, tells"
          + " why, but not at the exit of a process"),
  /** The program named an agent or a tool of its own by nothing but spaces. */
  WORK_NAME("A name given to TracedWork is blank; the span has none"),
  /** A value of a session is longer than any id. */
  SESSION("A session value is too long or one too many and is not recorded"),
  /** A runtime was to be called in the program's session, whose id its service cannot take. */
  RUNTIME_SESSION(
      "A session id is not sent to AgentCore, which takes 33 to 256 printable ASCII characters"
          + " without spaces"),
  /** A context could not be made current or be read. */
  CONTEXT("The OpenTelemetry context could not be used; spans may lack parents or sessions"),
  /** The file of prices is not usable. */
  PRICE_FILE("The price file cannot be used; no cost is recorded"),
  /** A model that was called has no price. */
  PRICE("The price table has no full price for a model; its cost is not recorded"),
  /** The SDK has no members for the counts of the cache, and some tokens went through it. */
  CACHE_COUNTS("This AWS SDK does not tell cached tokens; the cost of such calls is not recorded"),
  /** A cost could not be worked out. */
  COST("The cost of a call could not be worked out"),
  /** The last flush took too long. */
  FLUSH("The last spans and metrics could not be sent in time and are lost"),
  /** The address of the MLflow server is none that traces can be sent to. */
  MLFLOW_URI("MLFLOW_TRACKING_URI is not an http:// or https:// address and is ignored"),
  /** No MLflow server answers where traces should go. */
  MLFLOW_SERVER("No MLflow server answers; traces are dropped until one does"),
  /** The MLflow server refuses the credentials. */
  MLFLOW_CREDENTIALS("The MLflow server refuses the credentials; traces are dropped"),
  /** The MLflow server does not have the experiment. */
  MLFLOW_EXPERIMENT("The MLflow server has no such experiment; traces are dropped"),
  /** The endpoint for all signals is an MLflow server. */
  MLFLOW_SIGNAL("MLflow takes traces alone; what else is sent to its address is dropped"),
  /** A run of an agent has more steps, or larger ones, than are kept. */
  AGENT_LIMIT("A run of an agent is larger than is kept of one; its trace lacks some of it"),
  /** The user's redactor threw. */
  REDACTOR("A content redactor failed; the pieces it failed on are not recorded"),
  /** A part of the report on the state of the process could not be made. */
  DIAGNOSIS("A part of the diagnosis could not be told"),
  /** OpenTelemetry's instrumentation of the SDK makes spans of the same calls. */
  NEIGHBOUR("OpenTelemetry's instrumentation of the AWS SDK records Bedrock calls too"),
  /** The other instrumentation sends content that the program's redactor never sees. */
  UNREDACTED(
      "OpenTelemetry's instrumentation of the AWS SDK records prompts and answers too, past the"
          + " redactor"),
  /** One client has two explicit interceptors. */
  DUPLICATE("A client has two bedrock-tracing interceptors; only the first records its calls");

  private final String text;

  Problem(String text) {
    this.text = text;
  }

  String text() {
    return text;
  }
}
