/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** Bodies of InvokeModel in files, and all that is read of them. */
package io.github.bedrocktracing.testing.dialect;
