/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.interceptor;

import io.github.bedrocktracing.internal.guard.Guard;
import io.github.bedrocktracing.internal.guard.Problem;
import io.github.bedrocktracing.internal.telemetry.OtherSpan;
import io.opentelemetry.context.Context;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkClient;
import software.amazon.awssdk.core.interceptor.ExecutionAttribute;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.SdkExecutionAttribute;
import software.amazon.awssdk.core.interceptor.SdkInternalExecutionAttribute;

/**
 * The {@code gen_ai} span that OpenTelemetry's instrumentation of the AWS SDK makes of a call, put
 * on the client as a library or by the Java agent.
 *
 * <p>Its interceptor leaves what it needs in the attributes of the execution. Those of the agent
 * are of classes that only the agent knows; then the span is within reach while it is current.
 */
final class NeighbourSpan {
  /** The end of the names of its attributes, but for what each is. */
  private static final String INTERCEPTOR = ".awssdk.v2_2.internal.TracingExecutionInterceptor.";

  private static final Set<String> OPERATIONS =
      Set.of("Converse", "ConverseStream", "InvokeModel", "InvokeModelWithResponseStream");

  /**
   * Whether the part for Bedrock is there, beside a class of the instrumentation; the
   * instrumentation itself goes by that.
   */
  private static final ClassValue<Boolean> KNOWS_BEDROCK =
      new ClassValue<>() {
        @Override
        protected Boolean computeValue(Class<?> type) {
          return Presence.isVisible(
              type.getPackageName() + ".BedrockRuntimeImpl", type.getClassLoader());
        }
      };

  /** The interceptor of the library, which may stand behind this one's. */
  private static final String LIBRARY =
      "io.opentelemetry.instrumentation.awssdk.v2_2.internal.TracingExecutionInterceptor";

  /** Whether clients have the interceptor; reading the attributes of each call would cost more. */
  private static final Map<SdkClient, Boolean> CLIENTS =
      Collections.synchronizedMap(new WeakHashMap<>());

  /** Class of the agent; it lies where all classes of the program can see it. */
  private static final String AGENT = "io.opentelemetry.javaagent.OpenTelemetryAgent";

  private NeighbourSpan() {}

  /** Whether a client of this process may have the interceptor; most programs have none. */
  private static final class Presence {
    static final boolean POSSIBLE = Guard.get(Problem.NEIGHBOUR, Presence::isThere, false);

    private static boolean isThere() {
      return isVisible(AGENT, ClassLoader.getSystemClassLoader())
          || isVisible(LIBRARY, NeighbourSpan.class.getClassLoader())
          || isVisible(LIBRARY, SdkClient.class.getClassLoader())
          || isVisible(LIBRARY, Thread.currentThread().getContextClassLoader());
    }

    private static boolean isVisible(String className, @Nullable ClassLoader loader) {
      try {
        Class.forName(className, false, loader);
        return true;
      } catch (ClassNotFoundException | LinkageError absent) {
        return false;
      }
    }
  }

  private static boolean mayBeOn(@Nullable SdkClient client) {
    if (client == null) {
      return true;
    }
    Boolean known = CLIENTS.get(client);
    if (known == null) {
      known =
          interceptors(client)
              .anyMatch(
                  name ->
                      name.contains(".awssdk.v2_2.")
                          && name.endsWith(".TracingExecutionInterceptor"));
      CLIENTS.put(client, known);
    }
    return known;
  }

  private static Stream<String> interceptors(SdkClient client) {
    return client
        .serviceClientConfiguration()
        .overrideConfiguration()
        .executionInterceptors()
        .stream()
        .map(interceptor -> interceptor.getClass().getName());
  }

  private static boolean isKnownOperation(ExecutionAttributes attributes) {
    return OPERATIONS.contains(
        String.valueOf(attributes.getAttribute(SdkExecutionAttribute.OPERATION_NAME)));
  }

  /** Returns whether there may be such spans in this process. */
  static boolean isPossible() {
    return Presence.POSSIBLE;
  }

  /** Returns whether there is such a span, or will be before the call is sent. */
  static boolean isComing(ExecutionAttributes attributes) {
    if (!Presence.POSSIBLE || !isKnownOperation(attributes)) {
      return false;
    }
    if (of(attributes, Context.root()) != null) {
      return true;
    }
    SdkClient client = attributes.getAttribute(SdkInternalExecutionAttribute.SDK_CLIENT);
    return client != null && interceptors(client).anyMatch(LIBRARY::equals);
  }

  /**
   * Returns the span, which may be out of reach; null where there is none.
   *
   * @param parent the context that the call was made in
   */
  static @Nullable OtherSpan of(ExecutionAttributes attributes, Context parent) {
    if (!Presence.POSSIBLE
        || !isKnownOperation(attributes)
        || !mayBeOn(attributes.getAttribute(SdkInternalExecutionAttribute.SDK_CLIENT))) {
      return null;
    }
    Object finisher = null;
    Object context = null;
    boolean current = false;
    for (Map.Entry<ExecutionAttribute<?>, Object> entry : attributes.getAttributes().entrySet()) {
      String name = entry.getKey().toString();
      int part = name.lastIndexOf(INTERCEPTOR);
      if (part >= 0 && entry.getValue() != null) {
        switch (name.substring(part + INTERCEPTOR.length())) {
          case "RequestFinisher" -> finisher = entry.getValue();
          case "Context" -> context = entry.getValue();
          case "Scope" -> current = true;
          default -> {}
        }
      }
    }
    if (finisher == null || !KNOWS_BEDROCK.get(finisher.getClass())) {
      return null;
    }
    if (context instanceof Context known) {
      return OtherSpan.in(known);
    }
    return current && Context.current() != parent
        ? OtherSpan.in(Context.current())
        : OtherSpan.outOfReach();
  }
}
