"""Minutes of one panel as files."""

DRAFT = """# River Watch Panel - 10 March 2024

**Present**

Dr Ada Ferris (chair)

**1. Welcome**

The chair welcomed everybody.

**Action 1:** Ada Ferris to write to the locks.
"""
POST = """---
title: River Watch Panel - 10 January 2024
layout: post
permalink: /library/river-watch-january-2024
created: 2/2/2024
---

<p><strong>Present:</strong></p>
<p>Dr Ada Ferris – Chair</p>
<p><strong>1. Welcome</strong></p>
<p>The chair welcomed everybody.</p>
"""
