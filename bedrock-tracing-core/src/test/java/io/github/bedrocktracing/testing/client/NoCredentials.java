/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.testing.client;

import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkClientException;

/** Credentials that are not to be had. */
public final class NoCredentials implements AwsCredentialsProvider {
  @Override
  public AwsCredentials resolveCredentials() {
    throw SdkClientException.create("none here");
  }
}
