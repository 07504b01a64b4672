/** Takt as it is delivered: the WAR on a server, asked from outside. Runs on H2 and on PostgreSQL. */
package dev.takt.web.deployed;
