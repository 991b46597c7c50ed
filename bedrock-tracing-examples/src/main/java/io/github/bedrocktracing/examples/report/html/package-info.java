/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */

/** Traces as one page of HTML that needs neither a server nor the network. */
@NullMarked
package io.github.bedrocktracing.examples.report.html;

import org.jspecify.annotations.NullMarked;
