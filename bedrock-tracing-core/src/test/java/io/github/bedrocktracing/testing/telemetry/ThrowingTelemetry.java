/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.testing.telemetry;

import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.metrics.SdkMeterProvider;
import io.opentelemetry.sdk.testing.exporter.InMemoryMetricReader;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.SpanProcessor;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;

/** An OpenTelemetry in which every method of one name throws, however deep it lies. */
public final class ThrowingTelemetry {
  private static final String API = "io.opentelemetry.api.";

  private final AtomicInteger thrownTimes = new AtomicInteger();
  private final String method;
  private final Callable<?> instead;

  /** Creates an instance in which one method throws. */
  public ThrowingTelemetry(String method, Throwable thrown) {
    this(
        method,
        (Callable<?>)
            () -> {
              ThrowingTelemetry.<RuntimeException>sneak(thrown);
              return null;
            });
  }

  /** Creates an instance in which one method does something else, which throws. */
  public ThrowingTelemetry(String method, Callable<?> instead) {
    this.method = method;
    this.instead = instead;
  }

  /** Returns the instance to trace with. */
  public OpenTelemetry openTelemetry() {
    return (OpenTelemetry)
        wrap(
            OpenTelemetrySdk.builder()
                .setTracerProvider(SdkTracerProvider.builder().addSpanProcessor(ignoring()).build())
                .setMeterProvider(
                    SdkMeterProvider.builder()
                        .registerMetricReader(InMemoryMetricReader.create())
                        .build())
                .build());
  }

  /** Returns how often the method has been called. */
  public int thrown() {
    return thrownTimes.get();
  }

  /** Returns a span processor that does nothing; without any, no span is recorded. */
  public static SpanProcessor ignoring() {
    return SimpleSpanProcessor.create(InMemorySpanExporter.create());
  }

  /** Returns a span processor that does nothing, and wants to be told of everything. */
  public static SpanProcessor processorThatWantsAll() {
    return throwing(SpanProcessor.class, new AssertionError(), Set.of());
  }

  /** Returns a span processor that throws at the start and at the end of every span. */
  public static SpanProcessor processor(Throwable thrown) {
    return throwing(SpanProcessor.class, thrown, Set.of("onStart", "onEnd"));
  }

  /** Returns a sampler that throws whenever it is asked. */
  public static Sampler sampler(Throwable thrown) {
    return throwing(Sampler.class, thrown, Set.of("shouldSample"));
  }

  private static <T> T throwing(Class<T> type, Throwable thrown, Set<String> methods) {
    InvocationHandler handler =
        (proxy, called, arguments) -> {
          if (methods.contains(called.getName())) {
            throw thrown;
          }
          return called.getReturnType() == boolean.class ? Boolean.TRUE : null;
        };
    return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
  }

  @SuppressWarnings("unchecked")
  private static <X extends Throwable> void sneak(Throwable thrown) throws X {
    throw (X) thrown;
  }

  private Object wrap(Object target) {
    Set<Class<?>> interfaces = new LinkedHashSet<>();
    for (Class<?> type = target.getClass(); type != null; type = type.getSuperclass()) {
      addApiInterfaces(type, interfaces);
    }
    if (interfaces.isEmpty()) {
      return target;
    }
    return Proxy.newProxyInstance(
        ThrowingTelemetry.class.getClassLoader(),
        interfaces.toArray(new Class<?>[0]),
        (proxy, called, arguments) -> call(target, proxy, called, arguments));
  }

  private Object call(Object target, Object proxy, Method called, Object[] arguments)
      throws Throwable {
    if (called.getName().equals(method)) {
      thrownTimes.incrementAndGet();
      return instead.call();
    }
    try {
      Object result = called.invoke(target, arguments);
      if (result == target) {
        return proxy;
      }
      boolean fromApi =
          result != null
              && called.getReturnType().isInterface()
              && called.getReturnType().getName().startsWith(API);
      return fromApi ? wrap(result) : result;
    } catch (InvocationTargetException failure) {
      throw failure.getCause();
    }
  }

  private static void addApiInterfaces(Class<?> type, Set<Class<?>> interfaces) {
    for (Class<?> candidate : type.getInterfaces()) {
      if (candidate.getName().startsWith(API)) {
        interfaces.add(candidate);
      }
      addApiInterfaces(candidate, interfaces);
    }
  }
}
