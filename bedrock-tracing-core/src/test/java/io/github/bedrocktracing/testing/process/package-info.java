/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** What there is once in a process, and processes of their own for it. */
package io.github.bedrocktracing.testing.process;
