/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.example;

import io.github.bedrocktracing.examples.embedded.EmbeddedBedrock;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeClient;

/** The application's client of Bedrock, which knows nothing of tracing. */
public class Beans {
  @Produces
  @Singleton
  EmbeddedBedrock bedrock() {
    return EmbeddedBedrock.start();
  }

  void close(@Disposes EmbeddedBedrock bedrock) {
    bedrock.close();
  }

  @Produces
  @Singleton
  BedrockRuntimeClient client(EmbeddedBedrock bedrock) {
    return Question.client(bedrock.endpoint());
  }

  void close(@Disposes BedrockRuntimeClient client) {
    client.close();
  }
}
