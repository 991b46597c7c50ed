/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** What the AWS SDK at hand has and lacks, and what it tells an interceptor. */
package io.github.bedrocktracing.testing.sdk;
