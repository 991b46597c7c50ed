/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.bedrocktracing.BedrockTracing;
import io.github.bedrocktracing.testing.server.BytesHttpClient;
import java.lang.management.ManagementFactory;
import java.util.List;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeClient;

/** A program that makes one call and tells what its start cost. */
final class FirstCall {
  private FirstCall() {}

  /** Tells nanoseconds and classes loaded: of autolog, and of a first call with its client. */
  public static void main(String[] args) {
    // Both are there before the library's own start is measured.
    ManagementFactory.getClassLoadingMXBean().getTotalLoadedClassCount();
    long classes = classes();
    long start = System.nanoTime();
    if (args[0].equals("traced")) {
      BedrockTracing.autolog();
    }
    long switchedOn = System.nanoTime();
    long classesOn = classes();
    try (BedrockRuntimeClient client =
        BedrockRuntimeClient.builder()
            .httpClient(new BytesHttpClient(Bodies.converseAnswer().getBytes(UTF_8)))
            .region(Region.US_EAST_1)
            .credentialsProvider(
                StaticCredentialsProvider.create(AwsBasicCredentials.create("akid", "secret")))
            .build()) {
      client.converse(Requests.converse(Bodies.CLAUDE, List.of("Hello")));
      OwnProcess.tell(
          switchedOn - start,
          classesOn - classes,
          System.nanoTime() - switchedOn,
          classes() - classesOn);
    }
    // What the library flushes at the exit of a program is no part of its start.
    Runtime.getRuntime().halt(0);
  }

  private static long classes() {
    return ManagementFactory.getClassLoadingMXBean().getTotalLoadedClassCount();
  }
}
