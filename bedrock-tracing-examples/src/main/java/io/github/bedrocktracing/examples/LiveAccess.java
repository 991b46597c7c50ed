/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.examples;

import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.regions.providers.DefaultAwsRegionProviderChain;

/** What the default clients need to call AWS. */
final class LiveAccess {
  private static final String BEARER_TOKEN = "AWS_BEARER_TOKEN_BEDROCK";

  private LiveAccess() {}

  /** Returns what is missing, in a sentence, or nothing if AWS can be called. */
  static Optional<String> problem(Map<String, String> environment) {
    try {
      DefaultAwsRegionProviderChain.builder().build().getRegion();
    } catch (SdkClientException e) {
      return Optional.of("No AWS region found: set AWS_REGION, or leave out --live.");
    }
    if (environment.containsKey(BEARER_TOKEN)) {
      return Optional.empty();
    }
    try (DefaultCredentialsProvider credentials = DefaultCredentialsProvider.builder().build()) {
      credentials.resolveCredentials();
      return Optional.empty();
    } catch (SdkClientException e) {
      return Optional.of(
          "No AWS credentials found: configure a profile, set AWS_ACCESS_KEY_ID and"
              + " AWS_SECRET_ACCESS_KEY or "
              + BEARER_TOKEN
              + ", or leave out --live.");
    }
  }
}
