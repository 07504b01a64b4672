/**
 * The scheduler's methods as JSON, for callers in other applications: in takt-ejb.jar and in takt-ejb-client.jar alike. What is not
 * in the API goes no other way: a method's name with the types of its parameters, its arguments, and its result or its exception.
 */
@NullMarked
package dev.takt.remote;

import org.jspecify.annotations.NullMarked;
