/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.example;

import io.micronaut.context.ApplicationContext;
import io.micronaut.runtime.Micronaut;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeClient;

/** Makes a call with the client that is a bean, and prints what was recorded of it. */
public final class Application {
  private Application() {}

  public static void main(String[] args) {
    try (ApplicationContext context = Micronaut.run(Application.class, args)) {
      System.out.println("answer " + Question.ask(context.getBean(BedrockRuntimeClient.class)));
      context.getBean(Spans.class).names().forEach(name -> System.out.println("span " + name));
    }
  }
}
